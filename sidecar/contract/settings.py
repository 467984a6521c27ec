"""Messages of `settings/show`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sidecar.contract.base import Message, Request

Source = Literal["default", "profile", "file", "variable", "flag"]


class ShowSettingsRequest(Request):
    pass


class Profile(Message):
    """A set of settings for one kind of computer."""

    name: str
    description: str


class Setting(Message):
    """One setting, its value, and what gave it."""

    name: str = Field(description="Section and key, such as `inference.max_batch_size`.")
    value: bool | int | float | str | list[str] | None = Field(
        description="Null: nothing is set, or Linnet chooses by itself."
    )
    source: Source
    place: str | None = Field(
        description="The profile, the file with its line, the variable or the flag. Null for a "
        "default."
    )
    variable: str = Field(description="Variable of the environment that sets it.")
    explained: str = Field(description="What the setting does, and what it allows.")


class ShowSettingsResult(Message):
    """A flag counts before a variable, then the file, then the profile, then the default."""

    profile: str
    profiles: list[Profile]
    file: str = Field(description="The user's file of settings, whether it is there or not.")
    file_read: bool = Field(description="True if the file is there.")
    settings: list[Setting]
    unknown_variables: list[str] = Field(
        description="Variables of the environment that begin with LINNET_ and set nothing."
    )
