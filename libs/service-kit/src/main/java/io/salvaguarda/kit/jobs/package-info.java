/**
 * Jobs: the one table of work that may run for hours, its leases, fencing, retries and sweeping.
 * What a job does lives in a service's {@link io.salvaguarda.kit.jobs.JobHandler}.
 */
package io.salvaguarda.kit.jobs;
