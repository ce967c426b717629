package io.fieldpost.opcua;

import io.fieldpost.config.Choices;
import io.fieldpost.config.ConfigReader;
import io.fieldpost.config.Result;
import java.util.List;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.stack.core.types.DataTypeManager;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ActivateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.AnonymousIdentityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.ApplicationDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseNextResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CallResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ChannelSecurityToken;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSecureChannelRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CloseSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateMonitoredItemsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSessionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CreateSubscriptionResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.DataChangeNotification;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.EventNotificationList;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.GetEndpointsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoredItemCreateResult;
import org.eclipse.milo.opcua.stack.core.types.structured.MonitoringParameters;
import org.eclipse.milo.opcua.stack.core.types.structured.NotificationMessage;
import org.eclipse.milo.opcua.stack.core.types.structured.OpenSecureChannelRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.OpenSecureChannelResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.PublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RepublishResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.RequestHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.ResponseHeader;
import org.eclipse.milo.opcua.stack.core.types.structured.ServiceFault;
import org.eclipse.milo.opcua.stack.core.types.structured.SignatureData;
import org.eclipse.milo.opcua.stack.core.types.structured.SignedSoftwareCertificate;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SubscriptionAcknowledgement;
import org.eclipse.milo.opcua.stack.core.types.structured.TranslateBrowsePathsToNodeIdsResponse;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.core.types.structured.WriteResponse;
import org.eclipse.milo.opcua.stack.transport.client.tcp.OpcTcpClientTransport;

/**
 * Loads what a connection needs, without a server: for the run that makes the class-data archive. Otherwise it costs about a second of
 * processor time at the first connection.
 */
public final class ClassPreload {
    private static final String SETTINGS = "{ endpoint: \"opc.tcp://127.0.0.1:4840\", security: None, insecure: true }";

    /** What each session sends and receives. */
    private static final List<ExpandedNodeId> STRUCTURES = List.of(
            OpenSecureChannelRequest.TYPE_ID,
            RequestHeader.TYPE_ID,
            OpenSecureChannelResponse.TYPE_ID,
            ResponseHeader.TYPE_ID,
            ChannelSecurityToken.TYPE_ID,
            GetEndpointsRequest.TYPE_ID,
            GetEndpointsResponse.TYPE_ID,
            EndpointDescription.TYPE_ID,
            ApplicationDescription.TYPE_ID,
            UserTokenPolicy.TYPE_ID,
            CloseSecureChannelRequest.TYPE_ID,
            BrowseNextResponse.TYPE_ID,
            BrowseResponse.TYPE_ID,
            CallResponse.TYPE_ID,
            CreateMonitoredItemsResponse.TYPE_ID,
            CreateSessionResponse.TYPE_ID,
            HistoryData.TYPE_ID,
            HistoryReadResponse.TYPE_ID,
            PublishResponse.TYPE_ID,
            ReadResponse.TYPE_ID,
            RepublishResponse.TYPE_ID,
            ServiceFault.TYPE_ID,
            TranslateBrowsePathsToNodeIdsResponse.TYPE_ID,
            WriteResponse.TYPE_ID,
            DataChangeNotification.TYPE_ID,
            EventNotificationList.TYPE_ID,
            CreateSessionRequest.TYPE_ID,
            SignedSoftwareCertificate.TYPE_ID,
            SignatureData.TYPE_ID,
            AnonymousIdentityToken.TYPE_ID,
            ActivateSessionRequest.TYPE_ID,
            ActivateSessionResponse.TYPE_ID,
            ReadRequest.TYPE_ID,
            ReadValueId.TYPE_ID,
            CreateSubscriptionRequest.TYPE_ID,
            CreateSubscriptionResponse.TYPE_ID,
            PublishRequest.TYPE_ID,
            LiteralOperand.TYPE_ID,
            CreateMonitoredItemsRequest.TYPE_ID,
            MonitoredItemCreateRequest.TYPE_ID,
            MonitoringParameters.TYPE_ID,
            NotificationMessage.TYPE_ID,
            MonitoredItemCreateResult.TYPE_ID,
            SubscriptionAcknowledgement.TYPE_ID,
            EventFilter.TYPE_ID,
            SimpleAttributeOperand.TYPE_ID,
            ContentFilter.TYPE_ID,
            ContentFilterElement.TYPE_ID,
            CloseSessionRequest.TYPE_ID,
            CloseSessionResponse.TYPE_ID);

    private ClassPreload() {}

    /** Makes a client and throws it away. Opens no connection; leaves no thread. */
    public static void run() {
        Result<OpcUaSettings> result = ConfigReader.of(Choices.none()).read("preload", SETTINGS, OpcUaSettings.class);
        if (result instanceof Result.Read<OpcUaSettings> read) {
            load(read.value());
        }
    }

    private static void load(OpcUaSettings settings) {
        try (ClientThreads threads = new ClientThreads("preload")) {
            var config = Session.unsecured(settings, Discovery.unprotected(settings.endpoint()), "preload");
            OpcUaClient unused = new OpcUaClient(
                    config.build(), new OpcTcpClientTransport(threads.transport(settings.requestTimeout())));
            DataTypeManager codecs = unused.getStaticEncodingContext().getDataTypeManager();
            for (ExpandedNodeId structure : STRUCTURES) {
                structure.toNodeId(unused.getNamespaceTable()).ifPresent(codecs::getCodec);
            }
        }
    }
}
