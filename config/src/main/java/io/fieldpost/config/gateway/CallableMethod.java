package io.fieldpost.config.gateway;

import io.fieldpost.config.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One method of a machine that may be called. */
@Setting("One method of the machine that may be called, and with which arguments.")
public record CallableMethod(
        @Setting(
                value = "Name of this method, unique in its source.",
                pattern = "[A-Za-z0-9_./-]{1,128}",
                example = "start_job")
        String name,

        @Setting(
                value =
                        "What the method is called on, in the syntax of the point's addresses; some protocols know no such thing.",
                example = "nsu=urn:press;s=Job")
        @Nullable
        String object,

        @Setting(
                value = "Where the driver finds the method, in the syntax of the point's addresses.",
                example = "nsu=urn:press;s=Job.Start")
        String method,

        @Setting("The arguments it takes, in their order.") List<MethodArgument> arguments) {}
