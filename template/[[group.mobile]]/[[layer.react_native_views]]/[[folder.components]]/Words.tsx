import { Text, type TextProps } from 'react-native'
import { useColors } from '../lib/colors'

/** The title of a screen, or of a part of it. */
export function Heading({ isPart, ...rest }: TextProps & { isPart?: boolean }) {
  const { text } = useColors()
  const fontSize = isPart ? 20 : 28
  return <Text role="heading" style={{ color: text, fontSize, fontWeight: '700' }} {...rest} />
}

export function Words({ isMuted, style, ...rest }: TextProps & { isMuted?: boolean }) {
  const { text, muted } = useColors()
  const color = isMuted ? muted : text
  return <Text style={[{ color, fontSize: 16, lineHeight: 24 }, style]} {...rest} />
}

/** What somebody types into a terminal. */
export function Command({ style, ...rest }: TextProps) {
  const { text: color, surface: backgroundColor } = useColors()
  return (
    <Text
      selectable
      style={[{ color, backgroundColor, fontFamily: 'monospace', padding: 12 }, style]}
      {...rest}
    />
  )
}
