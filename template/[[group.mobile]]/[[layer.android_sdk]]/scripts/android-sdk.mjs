// The SDK of Android, for phones.mjs.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where Android Studio puts it, unless ANDROID_HOME says otherwise. */
export function androidSdk() {
  const { ANDROID_HOME, LOCALAPPDATA = '' } = process.env
  const usual = {
    darwin: join(homedir(), 'Library', 'Android', 'sdk'),
    win32: join(LOCALAPPDATA, 'Android', 'Sdk'),
  }
  const folder = ANDROID_HOME ?? usual[process.platform] ?? join(homedir(), 'Android', 'Sdk')
  const ok = existsSync(join(folder, 'platform-tools'))
  const todo =
    'Install Android Studio with an SDK and an emulator, and set ANDROID_HOME to the SDK.'
  return ok ? { ok, is: folder } : { is: `none in ${folder}`, todo }
}
