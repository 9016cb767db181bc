import type { GetServerSideProps, GetServerSidePropsContext } from 'next'
import { currentUser } from './amplify-server'

/**
 * `getServerSideProps` of a page for people who are signed in: the person and what `load` reads for them. Visitors are
 * led to the sign-in form.
 */
export function withUser<Props extends object>(
  load: (context: GetServerSidePropsContext) => Promise<Props>,
) {
  return (async (context) => {
    const user = await currentUser({ request: context.req, response: context.res })
    if (!user) return { redirect: { destination: '/sign-in', permanent: false } }
    return { props: { user, ...(await load(context)) } }
  }) satisfies GetServerSideProps
}
