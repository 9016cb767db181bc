import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'

const email = `ada-${Date.now()}@example.com`
const password = 'Correct-horse-1'

test('a person signs up, works, signs out, and comes back', async ({ page }) => {
  await page.goto('/')
  await signUp(page)
  await expect(page.getByText(email)).toBeVisible()

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
  await signIn(page)
  await expect(page.getByText(email)).toBeVisible()
})

/** What leads from the first page to the sign-in form. */
function entrance(page: Page) {
  const name = 'Sign in or create an account'
  return page.getByRole('link', { name })
}

async function signUp(page: Page) {
  await entrance(page).click()
  await page.getByRole('tab', { name: 'Create Account' }).click()
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByLabel('Confirm Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create Account' }).click()
  const code = page.getByLabel('Confirmation Code')
  await expect(code).toBeVisible()
  await code.fill((await latestMail(email)).code)
  await page.getByRole('button', { name: 'Confirm' }).click()
}

async function signIn(page: Page) {
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The latest message to an address in the mailbox of the local backend. */
async function latestMail(address: string) {
  const mailbox = await fetch(`${localBackend()}/mailbox`)
  const mails: { to: string; text: string; code: string }[] = await mailbox.json()
  return mails.findLast(({ to }) => to === address)!
}

function localBackend(): string {
  return JSON.parse(readFileSync('amplify_outputs.json', 'utf8')).custom.local.url
}
