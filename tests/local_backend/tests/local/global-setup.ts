// Runs once before all test files: synthesizes the backends whose sources are newer, so that files
// that run side by side only read them.
import { join } from 'node:path'
import { assemblyDirectory, isStale, synthesize } from '../../scripts/synth.ts'

export const backends = {
  sample: join(import.meta.dirname, '../..'),
  'auth-backend': join(import.meta.dirname, 'auth-backend'),
}

export async function globalSetup(): Promise<void> {
  for (const project of Object.values(backends)) await synthesized(project)
}

/** The directory of a project's assembly, made when its sources are newer. */
export async function synthesized(project: string): Promise<string> {
  const directory = assemblyDirectory(project, 'sandbox')
  if (await isStale(project, directory)) await synthesize('sandbox', project)
  return directory
}
