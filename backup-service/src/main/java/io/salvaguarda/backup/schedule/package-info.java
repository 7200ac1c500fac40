/**
 * When backups are due: the plans' schedules, kept and fired by the service kit. Nothing but the
 * binding of the two lives here.
 */
package io.salvaguarda.backup.schedule;
