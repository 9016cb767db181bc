import { StyleSheet, View } from 'react-native'
import { appTitle, screens } from '../lib/screens'
import { Button } from './Button'
import { Page } from './Page'
import { Heading, Words } from './Words'

/** The first screen of a visitor who is not signed in. */
export function Welcome({ onEnter }: { onEnter: () => void }) {
  return (
    <Page>
      <Heading>{appTitle}</Heading>
      <Words>One account, and all of this is yours wherever you sign in.</Words>
      <Button title="Sign in or create an account" onPress={onEnter} />
      {screens.map(({ title, offer }) => (
        <View key={title} style={styles.offer}>
          <Heading isPart>{title}</Heading>
          <Words isMuted>{offer}</Words>
        </View>
      ))}
    </Page>
  )
}

const styles = StyleSheet.create({ offer: { gap: 4 } })
