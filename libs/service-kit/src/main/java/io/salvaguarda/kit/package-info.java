/**
 * What every service would repeat, and nothing that only one needs: jobs with leases, the outbox
 * and the inbox, the loaded configuration, API tokens, health. Features of services do not live
 * here.
 */
package io.salvaguarda.kit;
