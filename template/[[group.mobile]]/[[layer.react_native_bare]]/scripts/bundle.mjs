// Bundles the app's code as a release has it, for Android and iOS, as bytecode of Hermes: npm run build
// Gradle and Xcode do the same when they build a release; this needs neither.
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))
const { resolve } = createRequire(import.meta.url)
const cli = resolve('@react-native-community/cli/build/bin.js')
// The compiler is a package of React Native's, in the version of its engine.
const compilers = createRequire(resolve('react-native/package.json')).resolve('hermes-compiler')
const systems = { darwin: 'osx-bin', linux: 'linux64-bin', win32: 'win64-bin' }
const hermesc = join(dirname(compilers), 'hermesc', systems[process.platform], 'hermesc')

for (const [platform, name] of [
  ['android', 'index.android.bundle'],
  ['ios', 'main.jsbundle'],
]) {
  const folder = join('dist', platform)
  const [code, bytecode] = [join(folder, `${name}.js`), join(folder, name)]
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const files = ['--entry-file', 'index.js', '--bundle-output', code, '--assets-dest', folder]
  const options = ['--platform', platform, '--dev', 'false', '--minify', 'false']
  run(process.execPath, cli, 'bundle', ...options, ...files)
  run(hermesc, '-O', '-w', '-emit-binary', '-out', bytecode, code)
  rmSync(code)
}

function run(command, ...options) {
  const { status, error } = spawnSync(command, options, { stdio: 'inherit' })
  if (error) console.error(`${command} does not start: ${error.message}`)
  if (status !== 0) process.exit(1)
}
