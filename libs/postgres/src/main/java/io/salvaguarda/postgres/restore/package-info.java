/**
 * Putting an archive into a database: making the database, running pg_restore, checking what is
 * there before, and swapping names when asked. No SQL of a backup is run by any other way than
 * pg_restore, except the roles' script, which is run in throwaway clusters only.
 */
package io.salvaguarda.postgres.restore;
