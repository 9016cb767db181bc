// What the AWS Solutions rules of cdk-nag find in the synthesized backend, and what somebody has
// given a reason for. They look at its templates: in constructs they would miss property overrides.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack, Validations } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'
import { AwsSolutionsChecks } from 'cdk-nag'
import { readTemplates } from '../../scripts/cloud-assembly.ts'

/**
 * Reasons by construct, for it and everything in it, and there by rule or by how a finding begins. A star stands for any
 * part of a name: so what makes constructs is named, of which there may be none.
 */
export type Acknowledged = Record<string, Record<string, string>>

export type Finding = {
  /** A rule, and what it found where it finds several things: `AwsSolutions-IAM5[Action::s3:*]`. */
  id: string
  /** Below the root stack: `storage/files/Bucket/Resource`. */
  construct: string
  description: string
}

type Metadata = Record<string, { type: string; data: unknown }[]>

/** Every finding in an assembly that nobody has acknowledged, and every acknowledgement of nothing. */
export async function review(directory: string) {
  const acknowledged = [...ownAcknowledgements(directory), ...(await listedAcknowledgements())]
  const used = new Set<(typeof acknowledged)[number]>()
  const open = findingsOf(directory).filter((finding) => {
    const covering = acknowledged.filter((each) => covers(each, finding))
    for (const each of covering) used.add(each)
    return !covering.length
  })
  const unused = acknowledged.filter((each) => !used.has(each) && !each.construct.includes('*'))
  return { open, unused }
}

function covers(acknowledged: { id: string; construct: string }, finding: Finding): boolean {
  const { id, construct } = acknowledged
  const isOfRule = finding.id.startsWith(id.includes('[') ? id : `${id}[`)
  return isIn(finding.construct, construct) && (isOfRule || finding.id === id)
}

function isIn(path: string, construct: string): boolean {
  if (!construct) return true
  const names = path.split('/')
  return construct.split('/').every((pattern, index) => {
    const parts = pattern.split('*').map((text) => text.replace(/\W/g, '\\$&'))
    return new RegExp(`^${parts.join('.*')}$`).test(names[index] ?? '')
  })
}

function findingsOf(directory: string): Finding[] {
  const app = new App()
  for (const file of readTemplates(directory).keys()) {
    const stack = new Stack(app, file.replace(/([0-9A-F]{8}\.nested)?\.template\.json$/, ''))
    const templateFile = join(directory, file)
    new CfnInclude(stack, 'template', { templateFile, allowCyclicalReferences: true })
  }
  const pathOf = constructPaths(directory)
  const { violations } = new AwsSolutionsChecks(app).validateScope(app)
  return violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => {
      const [stack = '', , logicalId = ''] = constructPath.split('/')
      // Names in templates end with a hash of their path.
      const id = ruleName.replace(/(?<=\w)[0-9A-F]{8}(?=[.>])/g, '')
      return { id, construct: pathOf(stack, logicalId), description }
    }),
  )
}

/** What `Validations.of(construct).acknowledge(…)` in amplify/ has acknowledged. */
function ownAcknowledgements(directory: string) {
  const { root, metadata } = readMetadata(directory)
  return Object.entries(metadata).flatMap(([path, entries]) =>
    entries
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data as object))
      .map((id) => ({ id: id.replace(/^annotation::/i, ''), construct: below(root, path) }))
      .filter(({ id }) => id.startsWith('AwsSolutions-')),
  )
}

/** What the files in acknowledged/ list. */
async function listedAcknowledgements() {
  const files = readdirSync(join(import.meta.dirname, 'acknowledged'))
  const lists = await Promise.all(
    files.map(
      async (file): Promise<Acknowledged> => (await import(`./acknowledged/${file}`)).default,
    ),
  )
  return lists
    .flatMap((list) => Object.entries(list))
    .flatMap(([construct, reasons]) => Object.keys(reasons).map((id) => ({ id, construct })))
}

/** The path of a construct by its template and its logical id there. */
function constructPaths(directory: string) {
  const { root, metadata } = readMetadata(directory)
  const paths = new Map<string, string[]>()
  for (const [path, entries] of Object.entries(metadata))
    for (const { type, data } of entries)
      if (type === 'aws:cdk:logicalId')
        paths.set(String(data), [...(paths.get(String(data)) ?? []), path])
  return (stack: string, logicalId: string) => {
    // The template of a nested stack is named after its path.
    const name = letters(stack)
    const isInStack = (path: string) =>
      path.split('/').some((_, index, parts) => letters(parts.slice(0, index).join('')) === name)
    const [path] = (paths.get(logicalId) ?? [])
      .filter(isInStack)
      .toSorted((a, b) => a.length - b.length)
    return path ? below(root, path) : `${stack}/${logicalId}`
  }
}

function readMetadata(directory: string) {
  const file = readdirSync(directory).find((name) => name.endsWith('.metadata.json'))
  if (!file) throw new Error(`${directory} holds no synthesized backend`)
  const metadata = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Metadata
  return { root: file.replace('.metadata.json', ''), metadata }
}

const letters = (text: string) => text.replace(/[^A-Za-z0-9]/g, '')
const below = (root: string, path: string) => path.replaceAll(root, '').replace(/^\/+/, '')
