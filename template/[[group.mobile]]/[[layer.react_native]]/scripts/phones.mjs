// What building for phones needs, for doctor.mjs. Who builds with EAS, or for one of the two alone, misses nothing.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { androidSdk } from './android-sdk.mjs'

const mac = [
  ['Xcode', xcode],
  ['CocoaPods', cocoaPods],
  ['Watchman', watchman],
]

export const checks = [
  ...(existsSync('scripts/native.mjs') ? [['native projects', nativeProjects]] : []),
  ['JDK', jdk],
  ['Android SDK', androidSdk],
  ...(process.platform === 'darwin' ? mac : []),
]

function nativeProjects() {
  const missing = ['android', 'ios'].filter((folder) => !existsSync(folder))
  if (!missing.length) return { ok: true, is: 'android, ios' }
  return {
    is: `no ${missing.join(', no ')}`,
    todo: 'Run `npm run native`, and commit what it makes.',
  }
}

function jdk() {
  const { JAVA_HOME } = process.env
  const printed = print(JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java', '-version')
  const [, version] = /version "([^"]+)"/.exec(printed) ?? []
  const ok = version?.split('.')[0] === '17'
  const todo = 'Android is built with JDK 17: install it, and set JAVA_HOME to its folder.'
  return ok ? { ok, is: version } : { is: version ?? 'none', todo }
}

function xcode() {
  const [version] = /^Xcode \S+/.exec(print('xcodebuild', '-version')) ?? []
  const todo =
    'Install it from the App Store, open it once, and add a simulator in its settings under Components.'
  return version ? { ok: true, is: version } : { is: 'none', todo }
}

function cocoaPods() {
  const version = print('pod', '--version').trim()
  return version ? { ok: true, is: version } : { is: 'none', todo: 'Run `brew install cocoapods`.' }
}

function watchman() {
  const version = print('watchman', '--version').trim()
  const todo = 'Metro follows many files better with it: `brew install watchman`.'
  return version ? { ok: true, is: version } : { is: 'none', todo }
}

/** What a command prints, on both streams; nothing where it fails or does not exist. */
function print(command, ...options) {
  const { status, stdout, stderr } = spawnSync(command, options, {
    encoding: 'utf8',
    timeout: 60_000,
  })
  return status === 0 ? stdout + stderr : ''
}
