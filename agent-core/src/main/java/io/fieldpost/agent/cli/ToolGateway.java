package io.fieldpost.agent.cli;

import io.fieldpost.agent.control.ControlAnswer;
import io.fieldpost.agent.control.ControlCall;
import io.fieldpost.agent.control.ControlException;
import io.fieldpost.config.Result;
import io.fieldpost.config.gateway.GatewayConfig;
import io.fieldpost.config.gateway.Source;
import io.fieldpost.driver.Value;
import io.fieldpost.driver.tool.RunningGateway;
import io.fieldpost.driver.tool.ToolException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** The agent that runs with a gateway's file, asked through its control socket. */
final class ToolGateway implements RunningGateway {
    private final GatewayConfig config;

    private ToolGateway(GatewayConfig config) {
        this.config = config;
    }

    /** Reads the file, and prints what is wrong with it. */
    static ToolGateway of(Path file, PrintWriter err) throws ToolException {
        Result<GatewayConfig> result = Configuration.read(file, Configuration.drivers(file, err));
        if (result instanceof Result.Read<GatewayConfig> read) {
            return new ToolGateway(read.value());
        }
        Configuration.print(((Result.Rejected<GatewayConfig>) result).problems(), file, err);
        throw ToolException.wrong("the gateway's file is wrong, so nobody can be asked");
    }

    @Override
    public Value.Record ask(String source, String operation, Value.Record arguments) throws ToolException {
        Source known = config.sources().stream()
                .filter(each -> each.name().equals(source))
                .findFirst()
                .orElseThrow(() -> ToolException.wrong("there is no source '" + source + "'; there are: "
                        + String.join(
                                ", ",
                                config.sources().stream().map(Source::name).toList())));
        try {
            ControlAnswer answer =
                    new ControlCall(config.store().path(), known.deadline()).operate(source, operation, arguments);
            if (!answer.isDone()) {
                throw ToolException.failed(
                        source + ": " + operation + ": " + answer.result().replace('_', ' ') + ": " + answer.message());
            }
            return answer.record();
        } catch (ControlException e) {
            throw ToolException.failed(Words.of(e));
        }
    }
}
