// Makes the projects for Android and iOS with React Native's own tool, and gives them what app.json says: npm run native
// What is there stays as it is: from the first run on, it is yours, to be changed in Android Studio and Xcode.
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const require = createRequire(import.meta.url)
const { name, displayName, identifier, scheme, associatedDomains } = JSON.parse(
  read(join(root, 'app.json')),
)

const wanted = ['android', 'ios', '.bundle', 'Gemfile']
const missing = wanted.filter((path) => !existsSync(join(root, path)))
for (const path of wanted.filter((path) => !missing.includes(path))) {
  console.log(`${path}: is there, and stays as it is`)
}
if (missing.length) {
  const folder = mkdtempSync(join(tmpdir(), 'native-'))
  try {
    const made = make(folder)
    adapt(made)
    for (const path of missing) copy(join(made, path), join(root, path))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the tool makes of the installed template, which needs no network. */
function make(folder) {
  const cli = require.resolve('@react-native-community/cli/build/bin.js')
  const template = dirname(require.resolve('@react-native-community/template/package.json'))
  const { version } = require('react-native/package.json')
  const from = ['--template', `file:${template}`, '--version', version, '--pm', 'npm']
  const without = ['--skip-install', '--skip-git-init']
  const app = ['--directory', 'app', '--package-name', identifier]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, 'init', name, ...app, ...from, ...without],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, npm_config_offline: 'true' } },
  )
  if (status !== 0) throw new Error(`${stdout}${stderr}`)
  return join(folder, 'app')
}

/** Gives them the app's name, its scheme and no more permissions than it needs. */
function adapt(made) {
  const inAndroid = (path) => join(made, 'android', 'app', path)
  change(inAndroid('build.gradle'), [`applicationId "${identifier}"`])
  change(inAndroid('src/main/res/values/strings.xml'), [
    `>${name}</string>`,
    `>${xml(displayName).replace(/['"\\]/g, '\\$&')}</string>`,
  ])
  change(inAndroid('src/main/AndroidManifest.xml'), [
    '        </intent-filter>\n',
    `        </intent-filter>
        <intent-filter>
            <action android:name="android.intent.action.VIEW" />
            <category android:name="android.intent.category.DEFAULT" />
            <category android:name="android.intent.category.BROWSABLE" />
            <data android:scheme="${scheme}" />
        </intent-filter>
`,
  ])
  const bundle = `PRODUCT_BUNDLE_IDENTIFIER = "${identifier}";`
  const entitlements = `${name}/${name}.entitlements`
  change(join(made, 'ios', `${name}.xcodeproj`, 'project.pbxproj'), [
    bundle,
    associatedDomains ? `CODE_SIGN_ENTITLEMENTS = ${entitlements};\n\t\t\t\t${bundle}` : bundle,
  ])
  if (associatedDomains) writeFileSync(join(made, 'ios', entitlements), entitled(associatedDomains))
  change(
    join(made, 'ios', name, 'Info.plist'),
    [
      `<key>CFBundleDisplayName</key>\n\t<string>${name}</string>`,
      `<key>CFBundleDisplayName</key>\n\t<string>${xml(displayName)}</string>`,
    ],
    [
      '\t<key>CFBundleVersion</key>\n',
      `\t<key>CFBundleURLTypes</key>
\t<array>
\t\t<dict>
\t\t\t<key>CFBundleURLSchemes</key>
\t\t\t<array>
\t\t\t\t<string>${scheme}</string>
\t\t\t</array>
\t\t</dict>
\t</array>
\t<key>CFBundleVersion</key>
`,
    ],
    // The app does not ask where somebody is.
    ['\t<key>NSLocationWhenInUseUsageDescription</key>\n\t<string></string>\n', ''],
    // The backend on this machine speaks HTTP; so does Metro.
    ['<key>NSAllowsLocalNetworking</key>\n\t\t<true/>'],
  )
}

/** Replaces texts in a file, wherever they are; a text alone has to be there. */
function change(path, ...changes) {
  let text = read(path)
  for (const [before, after = before] of changes) {
    if (!text.includes(before)) {
      throw new Error(
        `React Native's tool made ${path} in another way than this script knows: ${before} is missing.`,
      )
    }
    text = text.replaceAll(before, () => after)
  }
  writeFileSync(path, text)
}

/** Puts something in its place at once, or not at all. */
function copy(from, to) {
  const part = `${to}.part`
  rmSync(part, { recursive: true, force: true })
  cpSync(from, part, { recursive: true })
  renameSync(part, to)
  console.log(`${to.slice(root.length + 1)}: made`)
}

function read(path) {
  return readFileSync(path, 'utf8')
}

/** What Apple lets the app do: take passkeys of these websites. */
function entitled(domains) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>com.apple.developer.associated-domains</key>
\t<array>
${domains.map((domain) => `\t\t<string>${xml(domain)}</string>\n`).join('')}\t</array>
</dict>
</plist>
`
}

function xml(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
