const { join } = require('node:path')
const { getDefaultConfig } = require('expo/metro-config')

const config = getDefaultConfig(__dirname)

// The backend is no part of the app: whoever imports more than its types learns it from Metro, whose server tells
// everybody in the network what it finds.
const backend = ['amplify', '.amplify', 'scripts', 'tests', 'local/services', 'local/node_modules']
const kept = [...backend, 'amplify_outputs.aws.json']
const below = (path) => new RegExp(`^${join(__dirname, path).replace(/\W/g, '\\$&')}([/\\\\]|$)`)
config.resolver.blockList = [config.resolver.blockList ?? [], kept.map(below)].flat()

// What a screen needs is run when that is opened, not when the app starts.
config.transformer.getTransformOptions = async () => ({ transform: { inlineRequires: true } })

module.exports = config
