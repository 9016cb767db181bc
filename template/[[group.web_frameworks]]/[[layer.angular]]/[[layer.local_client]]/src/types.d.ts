/** Whether this build may talk to the local backend; `define` in angular.json says so. */
declare const LOCAL_BACKEND: boolean
