import '../lib/amplify'
import { signOut } from 'aws-amplify/auth'
import { StyleSheet, View } from 'react-native'
import { useAction, useLoaded } from '../lib/hooks'
import { personName } from '../lib/person'
import { Button } from './Button'
import { Problem } from './Problem'
import { Words } from './Words'

/** Who is signed in, and the way out. */
export function Account() {
  const { data: name, error } = useLoaded(personName)
  const leave = useAction(() => signOut())

  return (
    <View style={styles.account}>
      <Words isMuted style={styles.name} numberOfLines={1}>
        {error ? 'Signed in' : name}
      </Words>
      <Button isQuiet title="Sign out" disabled={leave.isPending} onPress={() => leave.run()} />
      <Problem error={leave.error} />
    </View>
  )
}

const styles = StyleSheet.create({
  account: {
    flexGrow: 1,
    flexDirection: 'row',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 8,
  },
  name: { flexShrink: 1 },
})
