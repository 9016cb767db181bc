// Synthesizes many backends in one process, a second each: the packages are loaded once.
// Reads a job a line from standard input, { project, deployment, wanted }, and answers with a line.
import { readdirSync, readFileSync, realpathSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const require = createRequire(import.meta.url)
const packages = realpathSync('node_modules')
const load = (path) => import(pathToFileURL(join(packages, path)).href)
// A process may define one backend, and counts; ampx gets around it by importing everything again.
const singletons = [
  (await load('@aws-amplify/backend-auth/lib/factory.js')).AmplifyAuthFactory,
  (await load('@aws-amplify/backend-data/lib/factory.js')).DataFactory,
]

// What the CDK and Amplify print is no answer.
const printed = []
for (const name of ['log', 'warn', 'error', 'info'])
  console[name] = (...parts) => printed.push(parts.join(' '))
for (const stream of [process.stdout, process.stderr])
  stream.write = (text) => printed.push(String(text)) > 0

async function synthesize(project, deployment) {
  for (const each of singletons) each.factoryCount = 0
  process.removeAllListeners('message')
  process.removeAllListeners('beforeExit')
  const directory = join(project, `.amplify/artifacts/cdk.out.${deployment}`)
  const { name } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  process.env.CDK_OUTDIR = directory
  process.env.CDK_CONTEXT_JSON = JSON.stringify({
    'amplify-backend-namespace': name,
    'amplify-backend-name': deployment === 'branch' ? 'main' : 'local',
    'amplify-backend-type': deployment,
  })
  process.chdir(project)
  await import(pathToFileURL(join(project, 'amplify/backend.ts')).href)
  process.emit('message', 'amplifySynth')
  return directory
}

const checks = {
  // The CDK asks CloudFormation's own rules; a backend without anything in it is no mistake here.
  validation: (_, directory) =>
    JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8'))
      .pluginReports.flatMap(({ violations }) => violations)
      .filter(({ ruleName }) => ruleName !== 'F0001')
      .map(({ ruleName, description }) => `${ruleName} ${description}`),
  cycles: async (project, directory) => {
    const { findCycle } = await import(join(project, 'scripts/synth.ts'))
    const { readTemplates } = await import(join(project, 'scripts/cloud-assembly.ts'))
    return [...readTemplates(directory).values()]
      .map(findCycle)
      .filter(Boolean)
      .map((cycle) => cycle.join(' → '))
  },
  security: async (project, directory) => {
    const { review } = await import(join(project, 'tests/security/findings.ts'))
    const { open, unused } = await review(directory)
    const line = ({ id, construct }) => `${id} at ${construct}`
    return [...open.map(line), ...unused.map((each) => `acknowledged for nothing: ${line(each)}`)]
  },
  types: (project) => typeErrors(project),
  formatting: async (project) => {
    const prettier = await load('prettier/index.mjs')
    const options = JSON.parse(readFileSync(join(project, '.prettierrc.json'), 'utf8'))
    const files = ['amplify', 'tests', 'scripts']
      .flatMap((folder) =>
        readdirSync(join(project, folder), { recursive: true }).map((name) => join(folder, name)),
      )
      .concat(readdirSync(project))
      .filter(
        (name) =>
          /\.(ts|mjs|json|md|yml)$/.test(name) && !/^(package-lock\.json|\.copier)/.test(name),
      )
    const unformatted = []
    for (const name of files) {
      const text = readFileSync(join(project, name), 'utf8')
      if (!(await prettier.check(text, { ...options, filepath: name }))) unformatted.push(name)
    }
    return unformatted
  },
}

// Declarations of packages are parsed once for all projects.
const parsed = new Map()

function typeErrors(project) {
  const ts = require(join(packages, 'typescript'))
  const file = join(project, 'amplify', 'tsconfig.json')
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(file, ts.sys.readFile).config,
    ts.sys,
    join(project, 'amplify'),
  )
  const host = ts.createCompilerHost(config.options)
  const { getSourceFile } = host
  host.getSourceFile = (name, ...rest) => {
    if (!name.includes('/node_modules/')) return getSourceFile(name, ...rest)
    if (!parsed.has(name)) parsed.set(name, getSourceFile(name, ...rest))
    return parsed.get(name)
  }
  const program = ts.createProgram(config.fileNames, config.options, host)
  return ts.getPreEmitDiagnostics(program).map((each) => {
    const place = each.file ? relative(project, each.file.fileName) : ''
    return `${place}: ${ts.flattenDiagnosticMessageText(each.messageText, '\n')}`
  })
}

async function work({ project, deployment, wanted }) {
  printed.length = 0
  try {
    const directory = await synthesize(project, deployment)
    const found = {}
    for (const name of wanted) found[name] = await checks[name](project, directory)
    return { directory, found }
  } catch (error) {
    const said = [error.message, error.details, error.resolution, error.cause?.message, ...printed]
    return { error: said.filter(Boolean).join('\n') }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  writeSync(1, `${JSON.stringify(await work(JSON.parse(line)))}\n`)
}
process.exit(0)
