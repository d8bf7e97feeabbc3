"""The schema, one numbered step a file. A released step is never changed, only followed.

Steps import nothing of flipdesk, so that what they did stays what they did.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from flipdesk.knowledge.migrations.m001_create_people import m001_create_people
from flipdesk.knowledge.migrations.m002_create_codebooks import m002_create_codebooks
from flipdesk.knowledge.migrations.m003_create_sessions import m003_create_sessions
from flipdesk.knowledge.migrations.m004_create_reflections import m004_create_reflections
from flipdesk.knowledge.migrations.m005_create_recordings import m005_create_recordings
from flipdesk.knowledge.migrations.m006_create_minutes import m006_create_minutes
from flipdesk.knowledge.migrations.m007_create_search import m007_create_search
from flipdesk.knowledge.migrations.m008_create_views import m008_create_views
from flipdesk.knowledge.migrations.m009_add_agenda_item_extra_minutes import (
    m009_add_agenda_item_extra_minutes,
)
from flipdesk.knowledge.migrations.m010_create_passages import m010_create_passages
from flipdesk.knowledge.migrations.m011_add_recording_source import m011_add_recording_source
from flipdesk.knowledge.migrations.m012_merge_search_when_idle import m012_merge_search_when_idle
from flipdesk.knowledge.migrations.m013_create_agenda_library import m013_create_agenda_library
from flipdesk.knowledge.migrations.m014_add_skipping_and_pauses import (
    m014_add_skipping_and_pauses,
)
from flipdesk.knowledge.migrations.m015_create_queue_entries import m015_create_queue_entries
from flipdesk.knowledge.migrations.m016_add_consent_answers import m016_add_consent_answers
from flipdesk.knowledge.migrations.m017_create_ear_rounds import m017_create_ear_rounds
from flipdesk.knowledge.migrations.m018_create_reviews import m018_create_reviews
from flipdesk.knowledge.migrations.m019_create_text_versions import m019_create_text_versions
from flipdesk.knowledge.migrations.m020_add_day_starts import m020_add_day_starts
from flipdesk.knowledge.migrations.m021_add_loose_clips import m021_add_loose_clips
from flipdesk.knowledge.migrations.m022_create_minutes_forms import m022_create_minutes_forms
from flipdesk.knowledge.migrations.m023_create_transcripts import m023_create_transcripts
from flipdesk.knowledge.migrations.m024_sort_out_notes import m024_sort_out_notes
from flipdesk.knowledge.migrations.m025_create_gate import m025_create_gate
from flipdesk.knowledge.migrations.m026_add_minutes_standing import m026_add_minutes_standing
from flipdesk.knowledge.migrations.m027_leave_out_outcomes import m027_leave_out_outcomes
from flipdesk.knowledge.migrations.m028_search_everything import m028_search_everything
from flipdesk.knowledge.migrations.m029_create_codings import m029_create_codings
from flipdesk.knowledge.migrations.m030_create_knowledge_items import m030_create_knowledge_items
from flipdesk.knowledge.migrations.m031_create_word_templates import m031_create_word_templates
from flipdesk.knowledge.migrations.m032_create_session_materials import (
    m032_create_session_materials,
)
from flipdesk.knowledge.migrations.m033_search_materials import m033_search_materials
from flipdesk.knowledge.migrations.m034_create_seals import m034_create_seals
from flipdesk.knowledge.migrations.m037_create_retention import m037_create_retention

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS: tuple[Callable[["Database"], None], ...] = (
    m001_create_people,
    m002_create_codebooks,
    m003_create_sessions,
    m004_create_reflections,
    m005_create_recordings,
    m006_create_minutes,
    m007_create_search,
    m008_create_views,
    m009_add_agenda_item_extra_minutes,
    m010_create_passages,
    m011_add_recording_source,
    m012_merge_search_when_idle,
    m013_create_agenda_library,
    m014_add_skipping_and_pauses,
    m015_create_queue_entries,
    m016_add_consent_answers,
    m017_create_ear_rounds,
    m018_create_reviews,
    m019_create_text_versions,
    m020_add_day_starts,
    m021_add_loose_clips,
    m022_create_minutes_forms,
    m023_create_transcripts,
    m024_sort_out_notes,
    m025_create_gate,
    m026_add_minutes_standing,
    m027_leave_out_outcomes,
    m028_search_everything,
    m029_create_codings,
    m030_create_knowledge_items,
    m031_create_word_templates,
    m032_create_session_materials,
    m033_search_materials,
    m034_create_seals,
    m037_create_retention,
)
SCHEMA_VERSION = len(STEPS)
APPLICATION_ID = 0x464C4950
"""The letters FLIP, so that `file` and others can tell a knowledge base from other databases."""
