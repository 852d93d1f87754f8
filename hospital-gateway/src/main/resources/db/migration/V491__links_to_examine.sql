-- Since when a clerk has to look again at what another institution calls a patient, whose name or birth date has changed here.
alter table patient_handle add column doubted_at timestamptz;
