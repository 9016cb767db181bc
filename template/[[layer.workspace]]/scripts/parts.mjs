// The parts of the workspace: each folder in packages/ and apps/ that has a package.json.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')

/** A path seen from the root, always with slashes; and what package.json says. */
export const parts = () =>
  ['packages', 'apps']
    .filter((parent) => existsSync(join(root, parent)))
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
    .filter((path) => existsSync(join(root, path, 'package.json')))
    .map((path) => ({
      path,
      folder: join(root, path),
      scripts: JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).scripts ?? {},
    }))

/** What an answers file says about a question, where that is one line. */
export const answer = (text, question) =>
  new RegExp(`^${question}: (.+)$`, 'm').exec(text)?.[1].replace(/^'(.*)'$|^"(.*)"$/, '$1$2')
