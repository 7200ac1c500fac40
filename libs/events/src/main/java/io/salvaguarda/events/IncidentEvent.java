package io.salvaguarda.events;

/**
 * Problems of sources, the notices and reports sent, and records that could not be handled. Topic
 * {@link Topics#INCIDENT}.
 */
public sealed interface IncidentEvent extends SuiteEvent
    permits IncidentOpened,
        IncidentReopened,
        IncidentAcknowledged,
        IncidentEscalated,
        IncidentResolved,
        NoticeDelivered,
        NoticeDeadLettered,
        EventDeadLettered,
        JobStuck,
        ReportSent {}
