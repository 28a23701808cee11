"""Where the bytes of pictures and files come from: the link of the WeChat transport, whichever stands just then."""

from chat.keeping import TooBig
from chat.wechat import WeChat


class WeChatFiles:
    """A `Source` of bytes beside the transport's hearing and saying."""

    def __init__(self, wechat: WeChat) -> None:
        self._wechat = wechat

    async def ready(self) -> None:
        """Wait until the link stands and the account is not logged out."""
        await self._wechat.ready()

    async def bytes_of(self, message_id: str, kind: str, most: int) -> bytes:
        """The bytes of an image or file that was sent to us. Raises TooBig beyond `most`, and whatever the gateway says."""
        content = bytearray()
        async for piece in self._wechat.open_link().file_pieces(message_id, kind == "image"):
            content += piece
            if len(content) > most:
                raise TooBig
        return bytes(content)
