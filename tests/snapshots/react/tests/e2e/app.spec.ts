import { expect, test } from '@playwright/test'
import { entrance, newPerson, signIn, signUp } from './people.ts'

test('a person signs up, works, signs out, and comes back', async ({ page }) => {
  const ada = newPerson()
  await page.goto('/')
  await signUp(page, ada)
  const screens = page.getByRole('navigation', { name: 'Screens' })
  await screens.getByRole('link', { name: 'To-dos' }).click()

  // What a second window does, the first one shows.
  const second = await page.context().newPage()
  await second.goto(page.url())
  await expect(second.getByText('Nothing to do')).toBeVisible()
  await page.getByLabel('New to-do').fill('Count the swifts')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  const swifts = page.getByRole('checkbox', { name: 'Count the swifts' })
  await expect(swifts).toBeVisible()
  await second.reload()
  await second.getByRole('checkbox', { name: 'Count the swifts' }).click()
  await expect(swifts).toBeChecked()
  await second.close()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(entrance(page)).toBeVisible()

  await entrance(page).click()
  await signIn(page, ada)
  await expect(page.getByText(ada.email)).toBeVisible()
})
