"""Gate 3: the rules across fields and files. To add one: a function in a module here, and its line below."""

from course_catalogue.rules import (
    alignment,
    diagrams,
    districts,
    duplicates,
    identifiers,
    look_alikes,
    policy,
    references,
    reviews,
    safety,
    teaching,
    waivers,
)
from course_catalogue.rules.rule import Rule

RECORD_RULES: tuple[Rule, ...] = (
    references.every_alignment_target_is_in_the_vocabulary,
    references.exhibit_ids_are_unique,
    references.material_names_are_unique,
    references.materials_are_counted_in_their_own_unit,
    identifiers.credit_codes_have_a_right_check_character,
    districts.district_code_and_name_match,
    districts.offered_districts_exist,
    alignment.every_grade_has_an_alignment,
    alignment.alignments_name_stages_where_content_is_taught,
    alignment.sessions_cover_the_course_alignments,
    alignment.every_target_is_aligned_once,
    alignment.session_targets_are_targets_of_the_course,
    reviews.level_follows_from_the_scores,
    reviews.distant_scores_have_a_third,
    teaching.series_are_not_mere_lectures,
    teaching.series_are_mostly_hands_on,
    teaching.visits_follow_each_other,
    teaching.no_session_waits_within_a_visit,
    teaching.groups_hold_a_class_of_the_best_size,
    teaching.itinerary_items_follow_each_other,
    teaching.table_rows_have_as_many_cells_as_columns,
    diagrams.diagrams_use_the_fields_of_their_kind,
    diagrams.axes_have_a_scale_of_whole_squares,
    diagrams.what_is_drawn_lies_within_the_axes,
    diagrams.circuits_have_room_for_their_parts,
    diagrams.circuits_have_something_that_uses_the_current,
    teaching.material_fee_follows_from_the_consumables,
    safety.grades_1_and_2_meet_no_fire_acid_or_mains,
    safety.grades_1_and_2_have_no_written_homework,
    safety.bases_have_room_for_their_pupils,
    teaching.fees_stay_under_the_cap,
    duplicates.sessions_have_texts_of_their_own,
    waivers.waivers_name_a_code,
    waivers.waivers_are_of_warnings_that_may_be_kept,
)
"""Rules that look at one record at a time: they run on a catalogue of that record alone, while its file is at hand.

They know no date, so that what they said stays true tomorrow."""

CATALOGUE_RULES: tuple[Rule, ...] = (
    references.every_course_has_its_owner,
    references.every_exhibit_stands_in_its_base,
    references.base_courses_are_given_when_their_base_is_open,
    references.every_review_is_of_a_record,
    references.every_review_follows_its_record_to_a_new_id,
    references.every_link_to_a_record_leads_to_one,
    identifiers.former_ids_are_free,
    identifiers.titles_are_distinct,
    policy.approved_bases_have_their_courses_on_file,
    policy.approved_bases_have_their_courses_in_force,
    policy.owners_of_listed_courses_are_public,
    reviews.review_dates_are_not_in_the_future,
    reviews.approved_records_were_submitted,
    reviews.approved_courses_have_a_level,
    reviews.approvals_are_in_force,
    reviews.verified_recognitions_were_claimed,
    reviews.approved_content_is_what_was_reviewed,
    duplicates.courses_have_texts_of_their_own,
    look_alikes.ids_are_told_apart_at_a_glance,
)
"""Rules between records: they run on the whole catalogue."""

RULES: tuple[Rule, ...] = (*RECORD_RULES, *CATALOGUE_RULES)
