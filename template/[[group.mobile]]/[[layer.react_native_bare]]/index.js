// The order matters: what draws random numbers first, then what stores and computes natively, then Amplify, then the app.
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import './src/lib/amplify'
import { AppRegistry } from 'react-native'
import { name } from './app.json'
import App from './src/App'

AppRegistry.registerComponent(name, () => App)
