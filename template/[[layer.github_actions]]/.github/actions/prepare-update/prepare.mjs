// Takes over the newest version of the template, checks the project, and packs up both.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { attempt, fail, run } from '../commands.mjs'

const { FOLDER: folder, GITHUB_OUTPUT } = process.env
const TEMPLATE = 'scripts/template.mjs'
const BOT = ['github-actions[bot]', '41898282+github-actions[bot]@users.noreply.github.com']

const status = attempt('node', [TEMPLATE, 'status', '--json'])
if (status.code === 2) {
  prepare(JSON.parse(status.stdout).latest)
} else if (status.code === 0 || status.code === 3) {
  console.log('The project has the newest version of the template.')
} else {
  fail(status.stderr)
}

function prepare(version) {
  const update = attempt('node', [TEMPLATE, 'update', '--defaults', '--quiet'])
  if (update.code !== 0) fail(update.stderr)
  const unresolved = git('diff', '--name-only', '--diff-filter=U').trim()
  const check = ['install', 'run check']
    .map((command) => attempt('npm', command.split(' ')))
    .find(({ code }) => code !== 0)

  git('add', '--all')
  const workflows = git('diff', '--cached', '--name-only', '--', '.github/workflows').trim()
  if (workflows) {
    fail(
      `Version ${version} changes ${workflows.replaceAll('\n', ', ')}, which GitHub lets no workflow push. Take it over yourself: npm run template:update`,
    )
  }
  const [name, email] = BOT
  const author = ['-c', `user.name=${name}`, '-c', `user.email=${email}`]
  git('switch', '--quiet', '--create', `template/${version}`)
  git(...author, 'commit', '--quiet', '--message', `Update the template to ${version}`)

  mkdirSync(folder, { recursive: true })
  git('bundle', 'create', '--quiet', join(folder, 'update.bundle'), '-1', `template/${version}`)
  const body = describe(update.stderr, unresolved, check)
  writeFileSync(join(folder, 'update.json'), JSON.stringify({ version, body }))
  appendFileSync(GITHUB_OUTPUT, `version=${version}\n`)
}

function describe(news, unresolved, failed) {
  const result = failed
    ? [`\`npm run check\` fails:`, indented(failed.stdout.concat(failed.stderr).slice(-4000))]
    : [`\`npm run check\` passes${unresolved && ' all the same'}.`]
  return [
    unresolved && `Not to be merged before these files are resolved:\n\n${indented(unresolved)}`,
    ...result,
    news.trimEnd(),
    'GitHub waits for your approval before it checks what a workflow proposes.',
  ]
    .filter(Boolean)
    .join('\n\n')
    .slice(0, 60_000) // GitHub takes 65536
}

function indented(text) {
  return text.trim().replaceAll(/^/gm, '    ')
}

function git(...args) {
  return run('git', args)
}
