// Operations on groups, and the descriptions of the pool itself. They need IAM credentials.
import { ServiceError } from '../types.ts'
import { describeUser } from './admin.ts'
import { clientOf, userOf, type Context, type Operations } from './context.ts'
import { count, optionalText, paginate, text, type Input } from './input.ts'
import type { Group, User } from './users.ts'

export function groupOperations(context: Context): Operations {
  const { pool, users } = context

  const named = (input: Input) => userOf(context, text(input, 'Username'))
  const groupOf = (input: Input): Group => users.group(text(input, 'GroupName'))
  const describe = (group: Group) => ({
    GroupName: group.name,
    UserPoolId: pool().id,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    CreationDate: group.createdAt / 1000,
    LastModifiedDate: group.modifiedAt / 1000,
  })
  const settings = (input: Input) => ({
    ...(input.Description !== undefined && { description: optionalText(input, 'Description') }),
    ...(input.RoleArn !== undefined && { roleArn: optionalText(input, 'RoleArn') }),
    ...(input.Precedence !== undefined && { precedence: count(input, 'Precedence', 2 ** 31 - 1) }),
  })

  return {
    AdminAddUserToGroup: (input) => {
      addToGroup(context, named(input), groupOf(input).name)
      return {}
    },

    AdminRemoveUserFromGroup: (input) => {
      removeFromGroup(context, named(input), groupOf(input).name)
      return {}
    },

    AdminListGroupsForUser: (input) => {
      const { page, token } = paginate(users.groupsOf(named(input)), input, 'NextToken')
      return { Groups: page.map(describe), ...(token && { NextToken: token }) }
    },

    ListUsersInGroup: (input) => {
      const { name } = groupOf(input)
      const members = users.all().filter(({ groups }) => groups.includes(name))
      const { page, token } = paginate(members, input, 'NextToken')
      return { Users: page.map((user) => describeUser(user)), ...(token && { NextToken: token }) }
    },

    ListGroups: (input) => {
      const { page, token } = paginate(users.groups(), input, 'NextToken')
      return { Groups: page.map(describe), ...(token && { NextToken: token }) }
    },

    GetGroup: (input) => ({ Group: describe(groupOf(input)) }),

    CreateGroup: (input) => {
      const name = text(input, 'GroupName')
      if (users.groups().some((group) => group.name === name))
        throw new ServiceError('GroupExistsException', 'A group with the name already exists.')
      const now = context.now()
      const group = {
        ...settings(input),
        name,
        synthesized: false,
        createdAt: now,
        modifiedAt: now,
      }
      users.saveGroup(group)
      return { Group: describe(group) }
    },

    UpdateGroup: (input) => {
      const group = { ...groupOf(input), ...settings(input), modifiedAt: context.now() }
      users.saveGroup(group)
      return { Group: describe(group) }
    },

    DeleteGroup: (input) => {
      users.removeGroup(groupOf(input).name)
      return {}
    },

    DescribeUserPool: () => {
      const { id, arn, properties } = pool()
      return {
        UserPool: { ...properties, Id: id, Arn: arn, EstimatedNumberOfUsers: users.all().length },
      }
    },

    DescribeUserPoolClient: (input) => {
      const { id, ...properties } = clientOf(context, input)
      return { UserPoolClient: { ...properties, ClientId: id, UserPoolId: pool().id } }
    },
  }
}

/** Makes a user a member; being one already is fine. */
export function addToGroup({ users }: Context, user: User, group: string): void {
  if (!user.groups.includes(group)) user.groups.push(group)
  users.save(user)
}

/** Ends a membership; not being a member is fine. */
export function removeFromGroup({ users }: Context, user: User, group: string): void {
  user.groups = user.groups.filter((name) => name !== group)
  users.save(user)
}
