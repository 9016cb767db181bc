// What building the app needs, for doctor.mjs.
import { spawnSync } from 'node:child_process'

export const outputs = 'App/amplify_outputs.json'

export const checks = [['Xcode', xcode]]

function xcode() {
  if (process.platform !== 'darwin') {
    return {
      is: 'none',
      todo: 'An app for iOS is built on a Mac. The backend, and AppCore, do without.',
    }
  }
  const { status, stdout } = spawnSync('xcodebuild', ['-version'], {
    encoding: 'utf8',
    timeout: 60_000,
  })
  const [, version] = (status === 0 && /^Xcode ([\d.]+)/.exec(stdout)) || []
  const ok = Number.parseInt(version ?? '0') >= 26
  const todo =
    'Amplify needs Xcode 26 or newer: install it from the App Store, open it once, and run `sudo xcode-select -s /Applications/Xcode.app`.'
  return ok ? { ok, is: version } : { is: version ?? 'none', todo }
}
