// Ends what needs a newer Node.js with one sentence, before something fails that does not say why.
import { existsSync, readFileSync } from 'node:fs'

// Beside this file where the project's own package.json speaks for a client that existed before.
const own = new URL('package.json', import.meta.url)
const isAdded = existsSync(own)
const manifest = isAdded ? own : new URL('../package.json', import.meta.url)
const wanted = JSON.parse(readFileSync(manifest, 'utf8')).engines.node
const [major, minor, patch] = process.versions.node.split('.').map(Number)

// Of semver's ranges, those that say where they begin: ^22.22.3, 24 and >=26.
const fits = wanted.split('||').some((range) => {
  const [, sign, ...numbers] = /^\s*(>=)?\D*(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(range)
  const [from, minorFrom, patchFrom] = numbers.map((number = 0) => Number(number))
  if (major !== from) return sign === '>=' && major > from
  return minor > minorFrom || (minor === minorFrom && patch >= patchFrom)
})

if (!fits) {
  const how = isAdded
    ? 'one of these, for example with `nvm install 24`'
    : 'the version in .nvmrc, for example with `nvm install`'
  console.error(
    `This project needs Node.js ${wanted}, not ${process.versions.node}: install ${how} or from https://nodejs.org/.`,
  )
  process.exit(1)
}
