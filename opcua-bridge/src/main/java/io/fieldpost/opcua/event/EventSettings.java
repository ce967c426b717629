package io.fieldpost.opcua.event;

import io.fieldpost.config.Setting;
import java.util.List;

/** Events of a machine that are wanted as one point. */
@Setting("Events and alarms of the machine that are told as one point, in the alarm stream.")
public record EventSettings(
        @Setting(
                value = "Name of the point that carries these events, unique in its source.",
                pattern = "[A-Za-z0-9_./-]{1,128}",
                example = "alarms")
        String name,

        @Setting(
                value = "The object that reports them, a node's address; the server reports everything.",
                byDefault = "i=2253",
                example = "nsu=urn:press:model;s=Machine")
        String notifier,

        @Setting(
                value = "Types of events that are wanted, with their subtypes, as addresses; all of them without it.",
                example = "[\"i=2915\"]")
        List<String> types,

        @Setting(
                value =
                        "The lowest severity that is wanted, from 1 to 1000. What was told as active is told as ended whatever its severity.",
                byDefault = "1",
                min = "1",
                max = "1000")
        int severityFrom,

        @Setting(
                value = "Names of the sources that are wanted, as the machine writes them; all of them without it.",
                example = "[\"Barrel\"]")
        List<String> sources,

        @Setting(
                value =
                        "Further fields, as paths of browse names; a name outside OPC UA's own namespace with the URI of its own.",
                example = "[\"nsu=urn:press:model;ShotNumber\"]")
        List<String> fields,

        @Setting(
                value =
                        "How many events the server keeps between two sendings. When more come, that is counted and told.",
                byDefault = "1000",
                min = "1",
                max = "10000")
        int queueSize) {

    public EventSettings {
        types = List.copyOf(types);
        sources = List.copyOf(sources);
        fields = List.copyOf(fields);
        fields.forEach(EventField::check);
    }
}
