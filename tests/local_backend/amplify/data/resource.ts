import { a, defineData, type ClientSchema } from '@aws-amplify/backend'
import { badgeAuthorizer } from '../functions/badge-authorizer/resource'
import { countProjects } from '../functions/count-projects/resource'
import { nightly } from '../functions/nightly/resource'
import { sayHello } from '../functions/say-hello/resource'
import { slow } from '../functions/slow/resource'

const schema = a
  .schema({
    // owner and group rules, relationships, an index, defaults and validation
    Project: a
      .model({
        name: a
          .string()
          .required()
          .validate((v) => v.minLength(2, 'A name has two letters or more')),
        status: a.enum(['OPEN', 'CLOSED']),
        tasks: a.hasMany('Task', 'projectId'),
        budget: a.hasOne('Budget', 'projectId'),
      })
      .authorization((allow) => [allow.owner(), allow.group('ADMINS')]),
    Task: a
      .model({
        title: a.string().required(),
        done: a.boolean().default(false),
        rank: a.integer().validate((v) => v.positive()),
        dueAt: a.datetime(),
        tags: a.string().array(),
        place: a.ref('Place'),
        projectId: a.id(),
        project: a.belongsTo('Project', 'projectId'),
        owner: a
          .string()
          .authorization((allow) => [
            allow.owner().to(['read', 'delete']),
            allow.groups(['ADMINS', 'EDITORS']).to(['read']),
          ]),
      })
      .secondaryIndexes((index) => [
        index('projectId').sortKeys(['title']),
        index('title').queryField('tasksByTitle').name('byTitle'),
      ])
      .authorization((allow) => [allow.owner(), allow.groups(['ADMINS', 'EDITORS']).to(['read'])]),
    Budget: a
      .model({
        amount: a.float().required(),
        projectId: a.id().required(),
        project: a.belongsTo('Project', 'projectId'),
      })
      .authorization((allow) => [allow.owner()]),
    Place: a.customType({ street: a.string(), city: a.string().required() }),

    // a composite identifier on both sides of a relationship
    Seat: a
      .model({
        row: a.string().required(),
        number: a.integer().required(),
        colour: a.string(),
        bookings: a.hasMany('Booking', ['seatRow', 'seatNumber']),
      })
      .identifier(['row', 'number'])
      .authorization((allow) => [allow.authenticated()]),
    Booking: a
      .model({
        guest: a.string(),
        seatRow: a.string().required(),
        seatNumber: a.integer().required(),
        seat: a.belongsTo('Seat', ['seatRow', 'seatNumber']),
      })
      .authorization((allow) => [allow.authenticated()]),

    // a relationship to itself, names that are also operators, every scalar
    Node: a
      .model({
        name: a.string().required(),
        size: a.integer(),
        carrier: a.string(),
        between: a.integer(),
        parentId: a.id(),
        parent: a.belongsTo('Node', 'parentId'),
        children: a.hasMany('Node', 'parentId'),
      })
      .secondaryIndexes((index) => [index('parentId').sortKeys(['size']).queryField('nodesBySize')])
      .authorization((allow) => [allow.authenticated()]),
    Specimen: a
      .model({
        text: a.string(),
        number: a.integer(),
        ratio: a.float(),
        flag: a.boolean(),
        kind: a.enum(['RARE', 'COMMON']),
        date: a.date(),
        time: a.time(),
        dateTime: a.datetime(),
        timestamp: a.timestamp(),
        email: a.email(),
        json: a.json(),
        url: a.url(),
        phone: a.phone(),
        ipAddress: a.ipAddress(),
        kinds: a.ref('Kind').array(),
        times: a.time().array(),
        numbers: a.integer().array(),
      })
      .authorization((allow) => [allow.authenticated(), allow.publicApiKey()]),
    Kind: a.enum(['RARE', 'COMMON']),

    // every other rule, one model each
    Announcement: a
      .model({ text: a.string().required() })
      .authorization((allow) => [allow.publicApiKey().to(['read']), allow.group('ADMINS')]),
    Poster: a
      .model({ title: a.string().required() })
      .authorization((allow) => [
        allow.guest().to(['read']),
        allow.authenticated('identityPool').to(['create', 'read']),
      ]),
    Profile: a
      .model({
        nickname: a.string().required(),
        salary: a.integer().authorization((allow) => [allow.owner()]),
        owner: a.string().authorization((allow) => [allow.owner().to(['read', 'delete'])]),
      })
      .authorization((allow) => [allow.owner(), allow.authenticated().to(['read'])]),
    Letter: a
      .model({ text: a.string().required(), author: a.string() })
      .authorization((allow) => [allow.ownerDefinedIn('author').identityClaim('sub')]),
    Page: a
      .model({ text: a.string().required(), editors: a.string().array() })
      .authorization((allow) => [allow.ownersDefinedIn('editors')]),
    Poll: a
      .model({ question: a.string().required(), team: a.string() })
      .authorization((allow) => [allow.groupDefinedIn('team')]),
    Survey: a
      .model({ question: a.string().required(), teams: a.string().array() })
      .authorization((allow) => [allow.groupsDefinedIn('teams').withClaimIn('cognito:groups')]),
    Room: a
      .model({ name: a.string().required(), code: a.string() })
      .authorization((allow) => [allow.custom()]),
    Ledger: a
      .model({ entry: a.string().required() })
      .disableOperations(['update', 'delete', 'subscriptions'])
      .authorization((allow) => [allow.authenticated().to(['create', 'read'])]),

    // custom operations: functions
    Greeting: a.customType({ message: a.string().required(), by: a.string(), salute: a.string() }),
    sayHello: a
      .query()
      .arguments({ name: a.string() })
      .returns(a.ref('Greeting'))
      .handler(a.handler.function(sayHello))
      .authorization((allow) => [allow.authenticated()]),
    countProjects: a
      .query()
      .returns(a.integer())
      .handler(a.handler.function(countProjects))
      .authorization((allow) => [allow.authenticated(), allow.publicApiKey()]),
    takeYourTime: a
      .query()
      .returns(a.string())
      .handler(a.handler.function(slow))
      .authorization((allow) => [allow.authenticated()]),
    runNightly: a
      .mutation()
      .handler(a.handler.function(nightly).async())
      .authorization((allow) => [allow.group('ADMINS')]),

    // custom operations: JavaScript handlers
    Message: a.customType({ channel: a.string().required(), text: a.string().required() }),
    publish: a
      .mutation()
      .arguments({ channel: a.string().required(), text: a.string().required() })
      .returns(a.ref('Message'))
      .handler(a.handler.custom({ entry: './publish.js' }))
      .authorization((allow) => [allow.authenticated(), allow.publicApiKey()]),
    onMessage: a
      .subscription()
      .for(a.ref('publish'))
      .arguments({ prefix: a.string() })
      .handler(a.handler.custom({ entry: './on-message.js' }))
      .authorization((allow) => [allow.authenticated(), allow.publicApiKey()]),
    Ping: a.customType({
      level: a.integer(),
      ratio: a.float(),
      kind: a.ref('Kind'),
      tags: a.string().array(),
    }),
    ping: a
      .mutation()
      .arguments({
        level: a.integer(),
        ratio: a.float(),
        kind: a.ref('Kind'),
        tags: a.string().array(),
      })
      .returns(a.ref('Ping'))
      .handler(a.handler.custom({ entry: './ping.js' }))
      .authorization((allow) => [allow.authenticated()]),
    onPing: a
      .subscription()
      .for(a.ref('ping'))
      .arguments({
        level: a.integer(),
        ratio: a.float(),
        kind: a.ref('Kind'),
        tags: a.string().array(),
        filter: a.json(),
      })
      .handler(a.handler.custom({ entry: './on-ping.js' }))
      .authorization((allow) => [allow.authenticated()]),
    /** Runs one function of the runtime, by which the tests ask for each. */
    runtime: a
      .query()
      .arguments({ call: a.string().required(), with: a.json() })
      .returns(a.json())
      .handler(a.handler.custom({ entry: './runtime.js' }))
      .authorization((allow) => [allow.authenticated()]),
    announce: a
      .mutation()
      .arguments({ text: a.string().required() })
      .returns(a.ref('Announcement'))
      .handler([
        a.handler.custom({ entry: './shout.js' }),
        a.handler.custom({ entry: './announce.js', dataSource: a.ref('Announcement') }),
      ])
      .authorization((allow) => [allow.authenticated()]),
  })
  .authorization((allow) => [allow.resource(countProjects).to(['query'])])

export type Schema = ClientSchema<typeof schema>

export const data = defineData({
  schema,
  authorizationModes: {
    defaultAuthorizationMode: 'userPool',
    apiKeyAuthorizationMode: { expiresInDays: 30 },
    lambdaAuthorizationMode: { function: badgeAuthorizer, timeToLiveInSeconds: 60 },
  },
})
