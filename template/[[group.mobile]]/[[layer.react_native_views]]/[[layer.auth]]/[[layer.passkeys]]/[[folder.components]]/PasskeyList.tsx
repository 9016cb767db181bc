import { FlatList, RefreshControl, StyleSheet, View } from 'react-native'
import { useAction, useLoaded } from '../lib/hooks'
import { addPasskey, deletePasskey, listPasskeys, type Passkey } from '../lib/passkeys'
import { Button } from './Button'
import { Loading } from './Loading'
import { Problem } from './Problem'
import { Heading, Words } from './Words'

/** The passkeys of the person who is signed in. */
export function PasskeyList() {
  const { data: passkeys, error, reload } = useLoaded(listPasskeys)
  const add = useAction(async () => {
    await addPasskey()
    reload()
  })

  return (
    <View style={styles.screen}>
      <View style={styles.top}>
        <Heading>Passkeys</Heading>
        <Words>
          With a passkey you sign in by fingerprint, by face or with the PIN of a device.
        </Words>
        <Button title="Add a passkey" disabled={add.isPending} onPress={() => add.run()} />
        <Problem error={add.error} />
        <Problem error={error} onRetry={reload} />
      </View>
      {!passkeys && !error && <Loading what="passkeys" />}
      {passkeys && (
        <FlatList
          data={passkeys}
          keyExtractor={({ id }) => id}
          refreshControl={<RefreshControl refreshing={false} onRefresh={reload} />}
          contentContainerStyle={styles.list}
          ListEmptyComponent={<Words isMuted>No passkeys yet.</Words>}
          renderItem={({ item }) => <PasskeyRow passkey={item} onDelete={reload} />}
        />
      )}
    </View>
  )
}

interface Props {
  passkey: Passkey
  onDelete: () => void
}

function PasskeyRow({ passkey: { id, name, createdAt }, onDelete }: Props) {
  const remove = useAction(async () => {
    await deletePasskey(id)
    onDelete()
  })

  return (
    <View>
      <View style={styles.row}>
        <Words style={styles.grow}>
          {name}
          {createdAt && `, since ${createdAt.toLocaleDateString()}`}
        </Words>
        <Button
          isQuiet
          title="Delete"
          aria-label={`Delete ${name}`}
          disabled={remove.isPending}
          onPress={() => remove.run()}
        />
      </View>
      <Problem error={remove.error} />
    </View>
  )
}

const styles = StyleSheet.create({
  screen: { flex: 1 },
  top: { gap: 12, padding: 16 },
  list: { flexGrow: 1, gap: 8, paddingHorizontal: 16, paddingBottom: 16 },
  row: { flexDirection: 'row', alignItems: 'center', gap: 8 },
  grow: { flex: 1 },
})
