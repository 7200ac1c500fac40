package io.salvaguarda.cli;

import picocli.CommandLine.Command;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "The reports that teams get by mail, and when storage will be full.",
    subcommands = {ReportSend.class, ReportShow.class, ReportList.class, ReportStorage.class})
final class ReportCommand {}
