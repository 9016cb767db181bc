// The template that this project came from: npm run template:status, npm run template:update
//
//   template:status [-- --json]      its version, the newest one, and the template's own files that were changed here;
//                                    ends with 2 when there is a newer version, and else with 3 when files were changed
//   template:update [-- options]     takes over the newest version; the options are those of `copier update`
//   template:update -- --undo        takes an update back that is not committed, and keeps it in `git stash`
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))

const ANSWERS = '.copier-answers.yml'
const COPIERS = [['uvx', '--with', 'copier-template-extensions', 'copier'], ['copier']]
/** What README.md calls the template's: an edit there makes the next update harder. Every project edits package.json. */
const OWN = existsSync('scripts/package.json') // beside a client that existed before
  ? /^(scripts|local|amplify\/docs|tests\/(backend|security))\/|^amplify\/\w+\.md$/
  : /^(\.github|scripts|local|docs|tests\/(backend|security))\/|^(?!package\.json$)[^/]+$/

const [command, ...options] = process.argv.slice(2)
if (command === 'status') {
  status(options.includes('--json'))
} else if (options.includes('--undo')) {
  undo()
} else {
  copier(['update', '--trust', ...options], 'inherit')
  console.log('\nTo take it back before you commit: npm run template:update -- --undo')
}

function status(json) {
  const { current_version, latest_version, update_available } = JSON.parse(
    copier(['check-update', '--output-format', 'json']),
  )
  const { changed, deleted } = drift()
  if (json) {
    const found = { version: current_version, latest: latest_version, changed, deleted }
    console.log(JSON.stringify(found, null, 2))
  } else {
    console.log(`Version ${current_version} of the template; the newest is ${latest_version}.`)
    for (const name of changed) console.log(`  changed  ${name}`)
    for (const name of deleted) console.log(`  deleted  ${name}`)
    if (update_available) console.log('Take it over with: npm run template:update')
  }
  process.exitCode = update_available ? 2 : changed.length + deleted.length ? 3 : 0
}

/** The template's own files that are not as its version writes them for these answers. */
function drift() {
  const folder = mkdtempSync(join(tmpdir(), 'template-'))
  process.on('exit', () => rmSync(folder, { recursive: true }))
  const fresh = join(folder, 'fresh')
  const version = ['--vcs-ref', answer('_commit'), '--data-file', ANSWERS]
  copier(['copy', '--trust', '--defaults', '--quiet', ...version, answer('_src_path'), fresh])
  const names = readdirSync(fresh, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(fresh, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((name) => OWN.test(name) && name !== ANSWERS)
    .sort()
  const kept = names.filter((name) => existsSync(name))
  return {
    changed: kept.filter((name) => !readFileSync(name).equals(readFileSync(join(fresh, name)))),
    deleted: names.filter((name) => !existsSync(name)),
  }
}

function undo() {
  if (run('git', ['diff', '--quiet', 'HEAD', '--', ANSWERS]).status === 0) {
    fail(`There is no update to take back: ${ANSWERS} is as it was committed.`)
  }
  run('git', ['add', '--all', '.']) // files in conflict would not be stashed
  const message = 'An update of the template that was taken back'
  const { status: ended, stderr } = run('git', ['stash', 'push', '--message', message, '--', '.'])
  if (ended !== 0) fail(stderr)
  console.log('Taken back. `git stash pop` brings it again, `git stash drop` forgets it.')
}

function answer(name) {
  const [, value] = new RegExp(`^${name}: (.+)$`, 'm').exec(readFileSync(ANSWERS, 'utf8')) ?? []
  if (!value) fail(`${ANSWERS} has no ${name}, so nobody knows which version this is.`)
  return value.replace(/^'(.*)'$|^"(.*)"$/, '$1$2')
}

/** What Copier prints. */
function copier(args, stdio = 'pipe') {
  for (const [name, ...before] of COPIERS) {
    const { error, status: ended, stdout, stderr } = run(name, [...before, ...args], stdio)
    if (error?.code === 'ENOENT') continue
    if (ended !== 0) fail(stderr)
    return stdout
  }
  fail('Copier is missing. Install uv, which fetches it: https://docs.astral.sh/uv/')
}

function run(name, args, stdio = 'pipe') {
  return spawnSync(name, args, { encoding: 'utf8', stdio })
}

function fail(sentence) {
  if (sentence) console.error(sentence.trim())
  process.exit(1)
}
