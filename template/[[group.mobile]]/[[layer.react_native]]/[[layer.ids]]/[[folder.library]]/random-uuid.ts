// What gives new things an id: web pages have it, the engine of phones has not.
import 'react-native-get-random-values'
import { v4 } from 'uuid'

crypto.randomUUID ??= v4 as typeof crypto.randomUUID
