import { expect, test } from '@playwright/test'

test('what one window adds, another shows', async ({ page, browser }) => {
  const content = `Count the swifts ${Date.now()}`
  const second = await (await browser.newContext()).newPage()
  await second.goto('/todos')
  await page.goto('/todos')
  // The development server compiles what is opened for the first time.
  await page.getByLabel('New to-do').fill(content, { timeout: 60_000 })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: content })).toBeVisible()
  await expect(second.getByRole('checkbox', { name: content })).toBeVisible()
})
