package io.fieldpost.agent.cli;

import io.fieldpost.agent.Drivers;
import io.fieldpost.agent.console.Language;
import io.fieldpost.agent.doctor.ConfigurationRead;
import io.fieldpost.agent.doctor.Doctor;
import io.fieldpost.agent.doctor.Finding;
import io.fieldpost.agent.doctor.FindingPrinter;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.driver.Remark;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fieldpost doctor}. */
@Command(
        name = "doctor",
        description = "Examine this gateway from outside, and say what to do next. 检查本网关并给出处理建议。",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is broken", "1:something is, as printed"})
final class DoctorCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            defaultValue = "/etc/fieldpost/fieldpost.yaml",
            description = "The gateway's YAML file; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--language",
            paramLabel = "EN|ZH",
            description = "Language of the findings; default: the system's.")
    private @Nullable Language language;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Language spoken = language == null ? Language.of(Locale.getDefault()) : language;
        FindingPrinter printer = new FindingPrinter(spoken);
        boolean terminal = isTerminal(System.console());
        List<Finding> findings = Doctor.examine(read(), spoken, new Doctor.Progress() {
            @Override
            public void begins(String subject) {
                if (terminal) {
                    out.print("… " + subject + "\r");
                    out.flush();
                }
            }

            @Override
            public void found(Finding finding) {
                out.println((terminal ? "\u001b[K" : "") + printer.print(finding));
                out.flush();
            }
        });
        out.println(printer.summary(findings));
        out.flush();
        return Doctor.exitCode(findings);
    }

    /** From JDK 22 on there may be a console without a terminal, and the console itself says which. */
    static boolean isTerminal(@Nullable Console console) {
        try {
            return console != null
                    && Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException before22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private ConfigurationRead read() {
        Drivers drivers = Configuration.drivers(file, spec.commandLine().getErr());
        Result<GatewayConfig> result = Configuration.read(file, drivers);
        if (result instanceof Result.Read<GatewayConfig> read) {
            Map<String, List<Remark>> remarks = new HashMap<>();
            read.value().sources().forEach(source -> remarks.put(source.name(), drivers.remarks(source)));
            return new ConfigurationRead(file.toString(), read.value(), List.of(), remarks);
        }
        List<String> problems = ((Result.Rejected<GatewayConfig>) result)
                .problems().stream().map(Object::toString).toList();
        return new ConfigurationRead(file.toString(), null, problems);
    }
}
