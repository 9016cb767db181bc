// Each way in which editors and Git save a file is noticed, each time, and nothing else is.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { haveChanged, readSources } from '../../scripts/sources.ts'
import { watchFile, watchSources } from '../../local/watch.ts'
import { temporaryProject } from './temporary-project.ts'

const handler = 'amplify/functions/price/handler.ts'
const shared = 'src/shared/price.ts'
const project = await temporaryProject({
  'amplify/backend.ts': "import './data/resource'\n",
  'amplify/data/resource.ts': 'export const data = 0\n',
  [handler]: `import { price } from '../../../${shared.replace('.ts', '')}'\nexport const handler = async () => price\n`,
  [shared]: "import rate from './rate.json'\nexport const price = 2 * rate\n",
  'src/shared/rate.json': '1\n',
  'src/main.ts': 'export {}\n',
})
const { directory, write } = project
const path = (file: string) => join(directory, file)
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], {
    cwd: directory,
    stdio: 'pipe',
  })

let calls = 0
const called = new EventEmitter()
const unwatch = watchSources(directory, await readSources(directory), async () => {
  calls += 1
  called.emit('call')
})
after(async () => {
  unwatch()
  await project.remove()
})
await wait(300)

/** Fails unless a save is noticed. */
async function noticed(save: () => unknown): Promise<void> {
  const call = once(called, 'call', { signal: AbortSignal.timeout(5000) })
  await save()
  await call
}

let saved = 0
const text = () => `export const data = ${(saved += 1)}\n`
const resource = 'amplify/data/resource.ts'
const replace = async (file: string, content: string) => {
  await write(`${file}.tmp`, content)
  await rename(path(`${file}.tmp`), path(file))
}
const ways: Record<string, () => unknown> = {
  'written in place': () => write(resource, text()),
  'replaced by a temporary file': () => replace(resource, text()),
  'moved away and written anew': async () => {
    await rename(path(resource), path(`${resource}~`))
    await write(resource, text())
  },
  'edited by sed -i': () => {
    const expression = `s/= .*/= 9${(saved += 1)}/`
    execFileSync('sed', ['-i.tmp', expression, path(resource)])
  },
  'made in a new folder': () => write(`amplify/new-${(saved += 1)}/inner/resource.ts`, text()),
  'in a folder that is removed and made anew': async () => {
    await rm(path('amplify/data'), { recursive: true })
    await write(resource, text())
  },
  removed: async () => {
    await noticed(() => write('amplify/data/other.ts', text()))
    await rm(path('amplify/data/other.ts'))
  },
  'imported from elsewhere': () => replace(shared, `export const price = ${(saved += 1)}\n`),
  'that says which packages there are': () =>
    write('package.json', JSON.stringify({ name: 'temporary', version: `1.0.${(saved += 1)}` })),
}

describe('what is saved is noticed', { timeout: 120_000 }, () => {
  for (const [way, save] of Object.entries(ways)) {
    test(`a file ${way}, time after time`, async () => {
      for (const pause of [0, 0, 150, 400, 0]) {
        await noticed(save)
        await wait(pause)
      }
    })
  }

  test('another branch that is checked out', async () => {
    git('init', '--quiet', '--initial-branch=main')
    git('add', 'amplify', 'src')
    git('commit', '--quiet', '--message=Start')
    git('checkout', '--quiet', '-b', 'other')
    await noticed(() => write('amplify/other/resource.ts', text()))
    await noticed(() => write(resource, text()))
    git('add', 'amplify')
    git('commit', '--quiet', '--message=Other')
    for (const branch of ['main', 'other', 'main', 'other']) {
      await noticed(() => git('checkout', '--quiet', branch))
      await wait(200)
    }
  })

  test('what is imported as of late, in turn too', async () => {
    await noticed(() =>
      write(shared, "import rate from './rate.json'\nexport const price = rate\n"),
    )
    await wait(400)
    await noticed(() => replace('src/shared/rate.json', '7\n'))
    await noticed(() =>
      write(handler, "import { x } from '../../../lib/late'\nexport const handler = x\n"),
    )
    await wait(400)
    await noticed(() => write('lib/late.ts', 'export const x = 1\n'))
    await wait(400)
    await noticed(() => replace('lib/late.ts', 'export const x = 2\n'))
  })

  test('nothing is synthesized when nothing changed', async () => {
    await wait(600)
    const before = calls
    const content = await readFile(path(resource), 'utf8')
    await write(resource, content)
    await replace(resource, content)
    await utimes(path(resource), new Date(), new Date())
    await write('amplify/.backend.ts.swp', 'x')
    await write('amplify/backend.ts~', 'x')
    await write('src/main.ts', 'export const other = 1\n')
    await write('amplify_outputs.json', '{}')
    await mkdir(path('amplify/empty'))
    await wait(1000)
    assert.equal(calls, before)
  })
})

describe('what changed while nothing watched', () => {
  test('makes the sources others, whatever the times of the files are', async () => {
    const known = await readSources(directory)
    assert.equal(await haveChanged(directory, known), false)
    const long = new Date('2001-01-01')
    for (const file of [
      resource,
      'lib/late.ts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
    ]) {
      const before = await readFile(path(file), 'utf8').catch(() => undefined)
      await write(file, `${before ?? ''} `)
      await utimes(path(file), long, long)
      assert.equal(await haveChanged(directory, known), true, file)
      if (before === undefined) await rm(path(file))
      else await write(file, before)
      assert.equal(await haveChanged(directory, known), false, file)
    }
    await rm(path('lib/late.ts'))
    assert.equal(await haveChanged(directory, known), true)
  })
})

test('a file of which half is saved, or which is gone, is told as it is', async () => {
  const file = path('kept/secrets.json')
  await mkdir(path('kept'))
  const told: (string | undefined)[] = []
  const end = watchFile(file, (content) => told.push(content))
  for (const content of ['{', '{}', '{}', '{ "A": "b" }']) {
    await replace('kept/secrets.json', content)
    await writeFile(path('kept/users.json'), content)
    await wait(250)
  }
  await rm(file)
  await wait(250)
  end()
  assert.deepEqual(told, ['{', '{}', '{ "A": "b" }', undefined])
})
