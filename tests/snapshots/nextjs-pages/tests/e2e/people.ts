// People as tests need them: new to the local backend, by the way that the app offers everybody.
import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'

export interface Person {
  email: string
  password: string
}

/** Somebody who has no account yet. */
export function newPerson(name = 'ada'): Person {
  return {
    email: `${name}-${Date.now()}@example.com`,
    password: 'Correct-horse-1',
  }
}

/** What leads from the first page to the sign-in form. */
export function entrance(page: Page) {
  const name = 'Sign in or create an account'
  return page.getByRole('link', { name })
}

/** From the first page to the app, as a new person. */
export async function signUp(page: Page, person: Person) {
  // The development server compiles what is opened for the first time.
  const firstTime = { timeout: 60_000 }
  await entrance(page).click(firstTime)
  await page.getByRole('tab', { name: 'Create Account' }).click(firstTime)
  await page.getByLabel('Email', { exact: true }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByLabel('Confirm Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Create Account' }).click()
  const code = page.getByLabel('Confirmation Code')
  await expect(code).toBeVisible()
  await code.fill((await latestMail(person.email)).code)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText(person.email)).toBeVisible(firstTime)
}

/** From the sign-in form to the app. */
export async function signIn(page: Page, person: Person) {
  await page.getByLabel('Email', { exact: true }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The latest message to an address in the mailbox of the local backend. */
export async function latestMail(address: string) {
  const mailbox = await fetch(`${localBackend()}/mailbox`)
  const mails = (await mailbox.json()) as { to: string; text: string; code: string }[]
  return mails.findLast(({ to }) => to === address)!
}

function localBackend(): string {
  return JSON.parse(readFileSync('amplify_outputs.json', 'utf8')).custom.local.url
}
