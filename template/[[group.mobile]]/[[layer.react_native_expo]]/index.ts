// The order matters: what draws random numbers first, then what stores and computes natively, then Amplify, then the app.
import 'react-native-get-random-values'
import '@aws-amplify/react-native'
import './src/lib/amplify'
import { registerRootComponent } from 'expo'
import App from './src/App'

registerRootComponent(App)
