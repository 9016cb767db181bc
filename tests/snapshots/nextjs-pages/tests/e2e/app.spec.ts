import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'

const password = 'Correct-horse-1'

test('a person signs up, works, and signs out', async ({ page, browser }) => {
  const email = `ada-${Date.now()}@example.com`
  await page.goto('/')
  await entrance(page).click()
  await page.getByRole('tab', { name: 'Create Account' }).click()
  await fillIn(page, email)
  await page.getByLabel('Confirm Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create Account' }).click()
  const code = page.getByLabel('Confirmation Code')
  await expect(code).toBeVisible()
  await code.fill(await codeFor(email))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText(email)).toBeVisible()

  // What a second window of the same person does, the first one shows.
  const second = await (await browser.newContext()).newPage()
  await second.goto('/')
  await entrance(second).click()
  await fillIn(second, email)
  await second.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(second.getByText('Nothing to do')).toBeVisible()
  await page.getByLabel('New to-do').fill('Count the swifts')
  await page.getByRole('button', { name: 'Add' }).click()
  const swifts = page.getByRole('checkbox', { name: 'Count the swifts' })
  await expect(swifts).toBeVisible()
  await second.reload()
  await second.getByRole('checkbox', { name: 'Count the swifts' }).click()
  await expect(swifts).toBeChecked()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(entrance(page)).toBeVisible()
})

/** What leads from the first page to the sign-in form. */
function entrance(page: Page) {
  const name = 'Sign in or create an account'
  return page.getByRole('link', { name })
}

async function fillIn(page: Page, email: string) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
}

/** The confirmation code in the mailbox of the local backend. */
async function codeFor(email: string): Promise<string> {
  const mailbox = await fetch(`${localBackend()}/mailbox`)
  const mails: { to: string; code: string }[] = await mailbox.json()
  return mails.findLast(({ to }) => to === email)!.code
}

function localBackend(): string {
  return JSON.parse(readFileSync('amplify_outputs.json', 'utf8')).custom.local.url
}
