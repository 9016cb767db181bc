// Opens a pull request with an update that was prepared. It runs nothing of the update.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, run } from '../commands.mjs'

const { BASE: base, FOLDER: folder } = process.env

const { version, body } = JSON.parse(readFileSync(join(folder, 'update.json'), 'utf8'))
if (!/^\d+([.+]\w+)*$/.test(version)) fail(`${version} is no version.`)
const branch = `template/${version}`
const list = ['pr', 'list', '--state', 'all', '--head', branch, '--json', 'url']
const [proposed] = JSON.parse(run('gh', list))
if (proposed) {
  console.log(`Version ${version} has its pull request: ${proposed.url}`)
} else {
  run('gh', ['auth', 'setup-git'])
  // One that is there is from a run that could not open the pull request.
  if (!run('git', ['ls-remote', '--heads', 'origin', branch])) {
    run('git', ['fetch', '--quiet', join(folder, 'update.bundle'), branch])
    run('git', ['push', '--quiet', 'origin', `FETCH_HEAD:refs/heads/${branch}`])
  }
  const title = ['--title', `Update the template to ${version}`]
  run('gh', ['pr', 'create', '--base', base, '--head', branch, ...title, '--body', body])
}
