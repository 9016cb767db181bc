// Left to itself, the server of the app's code hands out any file of this folder to whoever asks, what the backend keeps
// secret among them. The app needs none of that: Metro gives it what it is made of.
const cli = require.resolve('@react-native-community/cli')
const server = require(require.resolve('@react-native-community/cli-server-api', { paths: [cli] }))
const { createDevServerMiddleware } = server
server.createDevServerMiddleware = (options) =>
  createDevServerMiddleware({ ...options, watchFolders: [] })

module.exports = {}
