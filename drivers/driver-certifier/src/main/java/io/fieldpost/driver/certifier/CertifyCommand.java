package io.fieldpost.driver.certifier;

import io.fieldpost.agent.plugin.PluginException;
import io.fieldpost.agent.plugin.PluginTrial;
import io.fieldpost.config.Setting;
import io.fieldpost.driver.tool.Positional;
import io.fieldpost.driver.tool.Tool;
import io.fieldpost.driver.tool.ToolContext;
import io.fieldpost.driver.tool.ToolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code fieldpost certify DRIVER.jar --tests TESTS.jar}: whether a plug-in keeps to what every driver keeps to, and a report of it. */
public final class CertifyCommand implements Tool<CertifyCommand.Arguments> {
    /**
     * The command line.
     *
     * @param jars the plug-in
     * @param tests its tests
     * @param with what only these need
     */
    public record Arguments(
            @Positional
            @Setting(
                    value = "The driver: all jars that its plug-in's directory would hold.",
                    example = "acme-press-2.1.jar")
            List<Path> jars,

            @Setting(
                    value = "A jar with its tests, one of which extends DriverContract.",
                    example = "acme-press-2.1-tests.jar")
            List<Path> tests,

            @Setting(value = "A jar that only the tests need.", example = "acme-simulator-2.1.jar")
            List<Path> with) {}

    @Override
    public String name() {
        return "certify";
    }

    @Override
    public List<String> description() {
        return List.of(
                "Try a driver's jars as a plug-in, and print a report. 以插件方式检验驱动程序并输出报告。",
                "Runs every test class that extends DriverContract, and says of each promise whether it was held, is not offered, or was broken.");
    }

    @Override
    public List<String> exitCodes() {
        return List.of(
                "0:every promise was held, or is not offered for the printed reason",
                "1:a promise was broken, or the agent would not load the jars, as printed",
                "2:the command line is wrong, as printed");
    }

    @Override
    public Class<Arguments> argumentsType() {
        return Arguments.class;
    }

    @Override
    public int run(Arguments arguments, ToolContext context) throws Exception {
        readable("DRIVER.jar", arguments.jars());
        readable("--tests", arguments.tests());
        if (!arguments.with().isEmpty()) {
            readable("--with", arguments.with());
        }
        try (PluginTrial trial = PluginTrial.of(arguments.jars())) {
            Certificate certificate =
                    new Certification(trial, arguments.tests(), arguments.with(), context.clock()).run();
            certificate.print(context.out());
            return certificate.isHeld() ? 0 : 1;
        } catch (PluginException e) {
            throw ToolException.failed("the agent would not load this as a plug-in: " + e.getMessage());
        }
    }

    private static void readable(String what, List<Path> jars) throws ToolException {
        if (jars.isEmpty()) {
            throw ToolException.wrong(what + ": none is given; name at least one jar");
        }
        for (Path jar : jars) {
            if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
                throw ToolException.wrong(what + ": " + jar + " can't be read; look at its name and mode");
            }
        }
    }
}
