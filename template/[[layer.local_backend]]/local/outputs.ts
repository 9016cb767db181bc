// Keeps amplify_outputs.json of a backend on AWS safe while the local backend runs.
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cameFromAws, readOutputs, writeOutputs, type Outputs } from '../scripts/offline-outputs.ts'

const name = 'amplify_outputs.json'
/** Ignored by git, like the outputs themselves. */
export const copyName = 'amplify_outputs.aws.json'

/**
 * Writes the local outputs. Outputs from AWS are moved to a copy first; gives true then.
 * Throws when the present file is not JSON, rather than losing it.
 */
export async function replaceOutputs(project: string, outputs: Outputs): Promise<boolean> {
  const file = join(project, name)
  const present = await readOutputs(file)
  if (!present && existsSync(file)) {
    throw new Error(`${name} is not JSON. Repair it or move it away, then start again.`)
  }
  const fromAws = present !== undefined && cameFromAws(present)
  if (fromAws) await rename(file, join(project, copyName))
  await writeOutputs(file, outputs)
  return fromAws
}

/**
 * Puts outputs from AWS back, unless a sandbox wrote newer ones meanwhile. Gives true when it did.
 */
export async function restoreOutputs(project: string): Promise<boolean> {
  const file = join(project, name)
  const copy = join(project, copyName)
  if (!existsSync(copy)) return false
  const present = await readOutputs(file)
  if (present && cameFromAws(present)) {
    await rm(copy)
    return false
  }
  await rename(copy, file)
  return true
}
