interface Props {
  of: { secret: string; link: string; picture: string }
}

/** The key of an authenticator app: to scan, to open on a phone, and to type. */
export default function KeyPicture(props: Props) {
  return (
    <>
      <p>
        Scan this with your authenticator app, <a href={props.of.link}>open it</a> there, or type{' '}
        <code>{props.of.secret}</code>.
      </p>
      <img src={props.of.picture} alt="The key as a QR code" width="160" height="160" />
    </>
  )
}
