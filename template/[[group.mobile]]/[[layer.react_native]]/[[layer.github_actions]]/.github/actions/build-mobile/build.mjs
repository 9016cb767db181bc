// Builds a release for an emulator or a simulator, and puts it where it is uploaded from.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fail, run } from '../commands.mjs'

const { PLATFORM: platform, APP: app, JAVA_HOME_17_X64: jdk } = process.env
mkdirSync(app, { recursive: true })
if (platform === 'ios') ios()
else android()

/** The key is that of every debug build: testers can install it, a store refuses it. */
function android() {
  const env = jdk ? { ...process.env, JAVA_HOME: jdk } : process.env
  const options = ['--no-daemon', '-PreactNativeArchitectures=arm64-v8a,x86_64']
  build('./gradlew', ['assembleRelease', ...options], { cwd: 'android', env })
  const built = 'android/app/build/outputs/apk/release/app-release.apk'
  copyFileSync(built, join(app, basename(built)))
}

function ios() {
  build('pod', ['install'], { cwd: 'ios' })
  const workspace = readdirSync('ios').find((name) => name.endsWith('.xcworkspace'))
  if (!workspace) fail('`pod install` made no workspace in ios/.')
  const name = basename(workspace, '.xcworkspace')
  build('xcodebuild', [
    ...['-workspace', join('ios', workspace), '-scheme', name, '-configuration', 'Release', '-quiet'],
    ...['-destination', 'generic/platform=iOS Simulator', '-derivedDataPath', 'ios/build'],
    'CODE_SIGNING_ALLOWED=NO',
  ])
  const products = 'ios/build/Build/Products/Release-iphonesimulator'
  // An artifact keeps neither links nor what may be run.
  run('tar', ['-czf', join(app, `${name}.app.tar.gz`), '-C', products, `${name}.app`])
}

function build(command, args, options) {
  run(command, args, { stdio: 'inherit', ...options })
}
