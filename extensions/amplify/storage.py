"""Files: what `storage_access` and the questions after it mean for the buckets.

The role of a person decides what they may do. Members of a group have its role, the weightiest group's when they are in
several, instead of the one of other signed-in people; so what those may do is granted to every group as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from .answers import Answers, pair, several
from .functions import kebab_case

ACCESS = ("private", "shared", "public", "groups")
STORAGE_TRIGGERS = ("onUpload", "onDelete")
GUESTS = "guests"  # in a path: everybody may read, also without signing in
OWN_FOLDERS = "private/{entity_id}/*"

EVERYTHING = ("read", "write", "delete")


@dataclass(frozen=True)
class Grant:
    """What some people may do with the files of a path: an access rule of `defineStorage`."""

    who: str  # guest, authenticated, entity, or groups
    actions: tuple[str, ...] = EVERYTHING
    groups: tuple[str, ...] = ()  # all groups when it is none
    in_own_folder: bool = False  # of a group: each member in a folder of their own


@dataclass(frozen=True)
class StoragePath:
    """A path of `defineStorage` and who may use it: `private/{entity_id}/*`, `shared/*`, `reports/*=ADMINS+guests`."""

    text: str

    @property
    def path(self) -> str:
        return pair(self.text)[0]

    @property
    def named(self) -> tuple[str, ...]:
        """What stands after the equals sign."""
        who = self.text.partition("=")[2]
        return tuple(name.strip() for name in who.split("+")) if "=" in self.text else ()

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups whose members alone may change the files; nothing when whoever signed in may."""
        return tuple(name for name in self.named if name != GUESTS)

    @property
    def is_public(self) -> bool:
        """Everybody may read, also without signing in."""
        return GUESTS in self.named

    @property
    def is_private(self) -> bool:
        """Each signed-in person has a folder of their own in it."""
        return "{entity_id}" in self.path

    @property
    def prefix(self) -> str:
        """What comes before the person's id, or before the file."""
        return self.path.removesuffix("*").removesuffix("{entity_id}/")

    @property
    def title(self) -> str:
        """Its heading: "My files" for the usual private path, a group's name for its folder, else the folder's name."""
        name = self.prefix.strip("/")
        if name == "private":
            return "My files"
        if self.groups == (name.removeprefix("groups/"),):
            return self.groups[0]
        return name[:1].upper() + name[1:]

    @property
    def hint(self) -> str:
        """What people should know before they put a file there."""
        members = _listed(self.groups)
        if self.is_public:
            change = f" Only members of {members} change them." if members else ""
            return f"Anybody can read these files, also without signing in.{change}"
        return f"Only members of {members} see these files." if members else ""

    @property
    def audience(self) -> str:
        """Who may use it, in the name of a test."""
        members = _listed(self.groups)
        if self.is_private:
            return "each signed-in person has a folder of their own"
        if self.is_public:
            return f"anybody reads, and {members or 'who signed in'} may change the files"
        return f"only {members} may use the files" if members else "signed-in people share the files"

    def lies_in(self, other: StoragePath) -> bool:
        return self.path != other.path and self.path.startswith(other.path.removesuffix("*"))

    def grants(self, all_groups: tuple[str, ...]) -> tuple[Grant, ...]:
        """The access rules; no role stands in two of them."""
        guests = (Grant("guest", ("read",)),) if self.is_public else ()
        if self.is_private:
            return (Grant("entity"), *((Grant("groups", in_own_folder=True),) if all_groups else ()))
        if not self.groups:
            return (*guests, Grant("authenticated"), *((Grant("groups"),) if all_groups else ()))
        members = tuple(name for name in all_groups if name in self.groups)
        others = tuple(name for name in all_groups if name not in self.groups)
        readers = (
            Grant("authenticated", ("read",)),
            *((Grant("groups", ("read",), others),) if others else ()),
        )
        return (*guests, *(readers if self.is_public else ()), Grant("groups", EVERYTHING, members))


@dataclass(frozen=True)
class Bucket:
    """An export of amplify/storage/resource.ts, and a key of `defineBackend`."""

    export: str
    name: str  # Amplify's name of it
    paths: tuple[StoragePath, ...]
    is_default: bool = False

    def parent_of(self, path: StoragePath) -> StoragePath | None:
        """The path around this one, whose rules do not hold in it."""
        return next((other for other in self.paths if path.lies_in(other)), None)


@dataclass(frozen=True)
class StorageTrigger:
    """A function that S3 calls: `onUpload`."""

    name: str

    @property
    def folder(self) -> str:
        """Below amplify/storage/, and the name of the function."""
        return kebab_case(self.name)

    @property
    def event(self) -> str:
        """What S3 calls the moment."""
        return {"onUpload": "s3:ObjectCreated:*", "onDelete": "s3:ObjectRemoved:*"}[self.name]

    @property
    def verb(self) -> str:
        return {"onUpload": "arrived", "onDelete": "was deleted"}[self.name]


def paths_of(access: Iterable[str], groups: tuple[str, ...]) -> tuple[str, ...]:
    """The paths of these values of `storage_access`."""
    paths: Mapping[str, tuple[str, ...]] = {
        "private": (OWN_FOLDERS,),
        "shared": ("shared/*",),
        "public": (f"public/*={GUESTS}",),
        "groups": tuple(f"groups/{name}/*={name}" for name in groups),
    }
    chosen = tuple(access)
    return tuple(path for name in ACCESS if name in chosen for path in paths[name])


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True)
class Storage:
    """What `amplify/storage/` defines. Empty without the feature."""

    paths: tuple[StoragePath, ...] = ()  # of the default bucket
    default_paths: tuple[str, ...] = ()  # those that `storage_access` means
    groups: tuple[str, ...] = ()  # the weightiest first
    further: tuple[str, ...] = ()  # buckets
    triggers: tuple[StorageTrigger, ...] = ()
    is_versioned: bool = False
    keeps_on_delete: bool = False
    knows_access: bool = False  # `storage_access` has an answer
    knows_paths: bool = False

    @classmethod
    def of(cls, answers: Answers, groups: tuple[str, ...]) -> Self:
        """The storage of these answers; an answer that a rule refuses counts as missing."""
        if not answers.chooses("storage"):
            return cls()
        advanced = answers.is_advanced
        access = answers.storage_access if isinstance(answers.storage_access, tuple) else ("private",)
        default_paths = paths_of(access, groups)
        paths = answers.storage_paths if isinstance(answers.storage_paths, tuple) else default_paths
        buckets = several(answers.buckets) if advanced else ()
        triggers = several(answers.storage_triggers) if advanced else ()
        return cls(
            paths=tuple(map(StoragePath, paths)),
            default_paths=default_paths,
            groups=groups,
            further=buckets,
            triggers=tuple(StorageTrigger(name) for name in STORAGE_TRIGGERS if name in triggers),
            is_versioned=advanced and answers.storage_versioned is True,
            keeps_on_delete=advanced and answers.storage_keep_on_delete is True,
            knows_access=answers.storage_access is not None,
            knows_paths=answers.storage_paths is not None,
        )

    @property
    def asks_access(self) -> bool:
        """The paths have no answer yet, which is more precise."""
        return self.knows_access or not self.knows_paths

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """The default one first."""
        own = (StoragePath(OWN_FOLDERS),)
        return (
            Bucket("storage", "files", self.paths, is_default=True),
            *(Bucket(name, name, own) for name in self.further),
        )

    @property
    def repeats_for_groups(self) -> bool:
        """What signed-in people may do is said once more for the groups."""
        return any(not grant.groups for grant in self._grants_of_groups)

    @property
    def has_own_folders_of_members(self) -> bool:
        return any(grant.in_own_folder for grant in self._grants_of_groups)

    @property
    def _grants_of_groups(self) -> tuple[Grant, ...]:
        grants = (grant for bucket in self.buckets for path in bucket.paths for grant in path.grants(self.groups))
        return tuple(grant for grant in grants if grant.who == "groups")

    @property
    def is_public(self) -> bool:
        """There is something that everybody may read."""
        return any(path.is_public for path in self.paths)

    @property
    def names_groups(self) -> bool:
        """There is a folder of some people alone."""
        return any(path.groups for path in self.paths)

    @property
    def is_of_groups_alone(self) -> bool:
        """Somebody in no group may see nothing."""
        return all(path.groups and not path.is_public for path in self.paths)

    @property
    def has_readers(self) -> bool:
        """There is a folder in which some people may change files and others only read them."""
        return any(path.groups and path.is_public for path in self.paths)

    @property
    def has_hints(self) -> bool:
        return any(path.hint for path in self.paths)

    @property
    def hides_subfolders(self) -> bool:
        """A folder has other people than the one around it, who could not open what a list of that one names."""
        return any(
            path.lies_in(other) and set(path.named) != set(other.named) for path in self.paths for other in self.paths
        )
