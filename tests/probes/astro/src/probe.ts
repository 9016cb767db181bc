import { fetchUserAttributes } from 'aws-amplify/auth'
import { client } from './lib/data'

const { email } = await fetchUserAttributes()
const { data } = await client.models.Todo.list()
document.getElementById('said')!.textContent = `${email}: ${data.map(({ content }) => content)}`
