/** Where files of services are brought in. */
export const IMPORT = '/console/services/import'
