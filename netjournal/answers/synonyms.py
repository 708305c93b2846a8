"""Words of everyday work and community life that mean the same, or nearly: a group a line, members by commas."""

_THE_SAME = """
treasurer, bookkeeper, accountant
donor, sponsor, benefactor, philanthropist, patron
volunteer, helper
board member, trustee
client, customer
employer, hiring, job, vacancy, employment
lawyer, attorney, solicitor, barrister
doctor, physician, general practitioner, gp
developer, programmer, software engineer, coder
flat, apartment, lodging
hall, venue, premises, event space
van, truck, lorry
car, automobile
bike, bicycle
carpenter, joiner
babysitter, nanny, childminder
carer, caregiver
teacher, instructor, schoolteacher
tutor, private lesson
physiotherapist, physical therapist
vet, veterinarian
realtor, estate agent
translator, interpreter
cook, chef
caterer, catering
gardener, landscaper
cleaner, housekeeper
handyman, odd jobs
hairdresser, barber
film maker, videographer
singer, vocalist
choir, chorus
musician, instrumentalist
journalist, reporter
proofreader, copy editor
website, web design, web designer
investor, business angel, angel investor, venture capital
cofounder, founding partner
chairperson, chairman, chairwoman
undertaker, funeral director
firefighter, fireman
police officer, policeman, constable
psychotherapist, psychologist
holiday, vacation
film, movie
repair, fix, mend
nonprofit, charity
grant, funding
fundraiser, fundraising
tax return, tax declaration
maths, mathematics
pc, computer
ict, information technology
seamstress, dressmaker, tailor
cv, resume, curriculum vitae
ai, artificial intelligence, machine learning
moving house, house move, removals, help moving
plot, allotment
pension, retirement
speaker, talk, lecture, keynote
beta tester, test user, pilot user, early adopter, beta test
rehearsal, practice room, rehearse
hall, church hall, meeting room, function room, rehearsal space, event room, venue
accommodation, spare room, guest room, spare bed, place to stay, somewhere to stay, stay the night, bed for the night
flat, room to let, flatshare, flat share, house share, studio flat
lift, ride, carpool, car share
therapist, counsellor, psychotherapist, psychologist, counselling
nanny, childcare, au pair, baby sitting
carer, home help, care assistant
befriender, befriending, visiting, companion
builder, building work, building contractor
electrician, wiring, rewiring, electrics
plumber, plumbing, leaking tap, heating engineer, pipefitter
heating, boiler, central heating
carpenter, carpentry, joinery, woodwork, woodworker, cabinetmaker
painter and decorator, decorating, house painter, wallpapering
it support, tech support, computer help, technical support, computer repair
data analysis, data analyst, data science, data scientist, analytics
statistician, statistics
backend, back end, server side
frontend, front end
programming, coding, code, software development, developer
ux, user experience, usability
product manager, product management, product owner
project manager, project management, programme manager
procurement, purchasing, buyer
supplier, vendor
distributor, wholesaler
recruiter, recruitment, headhunter, talent acquisition
human resources, hr, personnel
public relations, pr, publicity, press work
chief executive, ceo, managing director
finance director, cfo, head of finance
chief technology officer, cto, head of engineering
internship, placement, work experience, traineeship, apprenticeship
mentor, mentorship, coach, coaching
tandem partner, language exchange, conversation partner, conversation practice, language tandem
runner, jogging, marathon
hiker, hiking, hill walking, rambling, trekking
cyclist, cycling, bike ride
climbing, bouldering
football, soccer
visa, immigration, residence permit, leave to remain
lawyer, legal advice, legal help
debt advice, money advice, debt counselling
tax adviser, tax advice, tax return
financial adviser, financial advice
mediator, mediation
bereavement, grief, mourning
grant writing, bid writing, grant application, funding bid, funding application
funding, grant, bursary
investor, investment, seed money, seed funding
trustee, board member, governor, committee member, board
volunteer, voluntary work, lend a hand, helping hand
minutes, minute taking, note taking
food bank, food pantry, foodbank
soup kitchen, community kitchen, community meal
first aid, first aider
refugee, asylum seeker
elderly, old people, older people, seniors, pensioners
teenager, adolescent, young people, youth
child, kid, youngster
special needs, learning disability
homework, homework club, after school club
tutor, tuition, private lesson, extra lessons
driving lesson, driving instructor
pianist, piano player, accompanist
violinist, violin player, fiddler
cellist, cello player
guitarist, guitar player
drummer, drum kit, percussionist
organist, organ player
ceilidh band, live music, live band
sound engineer, live sound, sound system, pa system, sound equipment
dj, disc jockey
potter, pottery, ceramics, ceramicist
sewing, alterations, mending clothes, dressmaking
upholsterer, upholstery
publisher, publishing house, press
literary agent, book agent
proofreading, copy editing, copyediting
podcast, podcaster
press contact, journalist, newspaper contact
photographer, photo shoot, portraits
graphic design, graphic designer, logo design, poster design
social media, instagram, facebook
web developer, web development, website
dog walking, dog walker
pet sitting, pet sitter, dog sitting, cat sitting, cat sitter, mind dog, mind cat, mind pet
garden work, gardening, gardener, hedge cutting, mowing
storage, storage space, lock up, storeroom
marquee, gazebo, party tent
solar panel, photovoltaic, solar
heat pump, air source
climate, sustainability
study participant, research participant, test person, research subject
diabetes, diabetic
dementia, alzheimer
beehive, beekeeper, beekeeping, bees
secondhand, used, second hand
nurse, nursing, infirmiere, krankenschwester, enfermera, infermiera
doctor, medecin, arzt, medico
lawyer, avocat, rechtsanwalt, abogado, avvocato
teacher, lehrer, lehrerin, professeur, maestra, insegnante
developer, ingenieur logiciel, softwareentwickler, programmierer, developpeur, desarrollador, sviluppatore
accountant, comptable, buchhalter, buchhalterin, contable, steuerberater
translator, ubersetzer, ubersetzerin, traducteur, traductrice, traductor, traduttore
"""
_ROLES = """
treasurer, bookkeeper, accountant, finance officer
auditor, audit, examiner
donor, sponsor, benefactor, philanthropist, patron, funder, giver
fundraiser, fundraising, development officer
volunteer, helper, unpaid work
board member, trustee, director, governor, committee member
chair, chairman, chairwoman, chairperson, president
chief executive, director, managing director, ceo, executive director, general manager
deputy, assistant, second, vice
client, customer, buyer, patron
buyer, purchaser, procurement, purchasing
supplier, vendor, provider, wholesaler
employer, hiring, job, vacancy, position, employment
recruiter, headhunter, hiring, recruitment, talent scout
human resources, personnel, hr
lawyer, attorney, solicitor, barrister, legal adviser, counsel, advocate
legal, law, juridical
judge, magistrate, justice
notary, registrar
mediator, arbitrator, conciliator
doctor, physician, medic, general practitioner, gp
surgeon, surgery
nurse, nursing, matron
midwife, obstetric nurse, doula
carer, caregiver, care assistant, care worker
psychologist, psychotherapist, counsellor, therapist
psychiatrist, mental health
dentist, dental, orthodontist
optician, optometrist, eye care
pharmacist, chemist, druggist, dispenser
physiotherapist, physical therapist, physio
masseur, masseuse, massage therapist
chiropodist, podiatrist, foot care
paramedic, ambulance, emergency medical
vet, veterinarian, animal doctor, veterinary surgeon
dietitian, nutritionist, diet, nutrition
undertaker, mortician, funeral director, embalmer
social worker, case worker, welfare officer
priest, minister, pastor, vicar, clergyman, chaplain, cleric
teacher, instructor, educator, schoolteacher, trainer, tutor
lecturer, professor, academic, university teacher
headteacher, principal, school head
coach, trainer, mentor
pupil, student, learner
trainee, apprentice, intern, learner
nanny, babysitter, childminder, au pair, childcare worker, day care
kindergarten, nursery, preschool, early years
librarian, archivist
scientist, researcher, research
developer, programmer, software engineer, coder
web designer, website, web developer
software, application, app, program
system administrator, sysadmin, it administrator
ict, information technology, computing, computer
database, data
network, telecommunications
telecommunications, telecom, communications
it support, user support, technical support
data scientist, data analyst, statistician
cyber security, it security, information security
designer, graphic artist, illustrator
architect, building designer
draughtsman, drafter, drawer, cad technician
surveyor, land surveyor, geomatics
engineer, engineering
technician, technologist, technical
electrician, wireman, electrical fitter
plumber, pipefitter, heating engineer, pipe fitter
carpenter, joiner, cabinetmaker, woodworker
builder, construction worker, building contractor
bricklayer, mason, stonemason
roofer, slater, tiler, thatcher
painter, decorator, house painter
plasterer, drywall
glazier, glass fitter, window fitter
welder, solderer, brazer
blacksmith, smith, forge, farrier
locksmith, key cutter
mechanic, repairer, fitter, serviceman
handyman, caretaker, janitor, odd jobs, maintenance worker
cleaner, housekeeper, chambermaid, maid, charwoman, room attendant, domestic
concierge, porter, doorman, bellhop, bellboy
receptionist, front desk, desk clerk
secretary, administrative assistant, office assistant, personal assistant
clerk, office worker, administrator
typist, word processing, data entry
gardener, landscaper, groundskeeper, horticulturist
farmer, grower, agricultural, agriculture, rancher
farmhand, farm worker, agricultural labourer
shepherd, stockman, herder, livestock
fisherman, fisher, angler
forester, forestry, woodland
lumberjack, logger, woodcutter, tree feller
arborist, tree surgeon
florist, flowers, floral
butcher, meat cutter, slaughterer
baker, pastry, confectioner, bread
cook, chef, cuisine
caterer, catering, food service
waiter, waitress, server, steward
bartender, barman, barmaid, barkeeper, mixologist
dishwasher, kitchen porter, kitchen hand
brewer, beer, brewery
winemaker, vintner, wine, oenologist
sommelier, wine steward
barista, coffee
shopkeeper, retailer, merchant, trader, store manager
shop, store, boutique, outlet
salesperson, seller, shop assistant, sales assistant, sales representative, vendor
sales representative, salesman, sales agent
cashier, checkout, teller
broker, agent, dealer, intermediary
trader, dealer, merchant
estate agent, realtor, real estate, property agent
landlord, letting, property manager
insurance, insurer, underwriter
banker, bank, banking
investor, venture capital, business angel, angel investor, shareholder
grant, funding, subsidy
loan, credit, lending, mortgage
actuary, actuarial
economist, economics
tax, fiscal, duty
payroll, wages, salary
marketer, marketing, advertising, promotion, publicity
public relations, pr, press officer, publicist, spokesperson
journalist, reporter, correspondent, columnist
editor, copy editor, proofreader
writer, author, novelist, copywriter
poet, poetry
publisher, publishing, press
translator, interpreter, language
photographer, photo, cameraman, pictures
film maker, video, videographer, cinematographer, movie
film, movie, motion picture, cinema
actor, actress, performer, drama
theatre, drama, stage
musician, instrumentalist, band, player
singer, vocalist, choir, vocal
choir, chorus, choral
conductor, music director, choirmaster
composer, songwriter
dancer, ballet, dance, choreographer
artist, painter, fine art
sculptor, carver, sculpture
potter, ceramic, pottery, ceramist
jeweller, goldsmith, silversmith
tailor, seamstress, dressmaker, sewing, clothier
clothing, apparel, clothes, garment, wear
fashion, clothing
shoemaker, cobbler, footwear, shoe
hairdresser, barber, hair stylist, hair
beautician, cosmetologist, beauty therapist, aesthetician
fitness, gym, exercise
sports, sport, athletic
athlete, sportsman, sportswoman, player
referee, umpire, sports official
lifeguard, swimming
guide, tour guide, escort
travel, tourism, tourist, trip
travel agent, tour operator
hotel, hospitality, lodging, accommodation, inn
pilot, aviator, flyer, captain
aircraft, aeroplane, airplane, plane, aviation, aerospace
flight attendant, cabin crew, stewardess
driver, chauffeur, motorist
taxi, cab
lorry, truck, van, heavy goods vehicle
van, truck, pickup, minibus
car, automobile, motor vehicle, automotive, auto
bus, coach
bicycle, bike, cycle, cyclist
train, railway, rail, locomotive, railroad
tram, streetcar
ship, vessel, boat, maritime, marine
sailor, seaman, mariner, deckhand, seafarer
skipper, ship captain, ship master
docker, stevedore, longshoreman
courier, messenger, delivery, despatch rider
postman, mail carrier, postal, mail
mover, removal, removals, relocation
warehouse, storage, depot, storeroom
logistics, supply chain, distribution, transport
freight, cargo, shipping, goods
packer, packing, packaging, wrapper
forklift, lift truck
crane, hoist, derrick
police, constable, law enforcement, policeman
detective, investigator, inquiry agent
guard, security officer, watchman, bouncer, warden
prison, jail, correctional, detention, gaol
firefighter, fireman, fire brigade, fire service
soldier, military, army, armed forces
army, navy, armed forces, defence
politician, member of parliament, legislator, councillor
mayor, council, municipality, local government
civil servant, government official, public official
government, state, public administration
diplomat, ambassador, consul, foreign service
ambassador, representative, delegate
consultant, adviser, expert
manager, head, director, leader
supervisor, foreman, overseer, team leader, superintendent
coordinator, organiser, planner
operator, operative, worker, attendant, machine operator, tender
worker, labourer, hand, workman
specialist, expert, consultant
inspector, examiner, checker, tester, controller
quality control, quality assurance, quality
assembler, fitter, assembly
maker, manufacturer, producer, fabricator
manufacturing, production, fabrication, industrial
setter, set-up, machine setter
lathe, turner, turning
toolmaker, die maker, tool
moulder, caster, founder, foundry
printer, printing, press operator, print
bookbinder, binding
weaver, textile, loom, fabric, cloth
spinner, yarn, thread
upholsterer, furniture, cushion
miner, mining, collier, quarry
coal, colliery
oil, petroleum, gas
driller, drilling, borer, bore
blaster, explosives, shotfirer
chemist, chemical
biologist, biology, life sciences
botanist, plant
zoologist, animal, wildlife
physicist, physics
geologist, geology, earth sciences
meteorologist, weather, climate, forecaster
astronomer, astronomy, space
mathematician, mathematics
historian, history
anthropologist, ethnologist
sociologist, social science
philosopher, philosophy
linguist, languages, philologist
environment, ecology, ecological, green, conservation
recycling, waste, refuse, rubbish, garbage, trash
dustman, refuse collector, garbage collector
sewer, sewage, wastewater, sewerage, drainage
solar, photovoltaic
energy, power, electricity
power plant, power station
pest control, exterminator, fumigator
undertaking, funeral, burial
event, function, conference, meeting
event planner, event manager, wedding planner
fair, exhibition, trade show, expo
museum, gallery, exhibition, curator
curator, keeper, museum manager
auctioneer, auction
pawnbroker, moneylender
bookmaker, betting, gambling, casino, gaming
croupier, casino dealer
entertainer, magician, clown, performer
model, mannequin
radio, broadcast, television, tv
presenter, announcer, broadcaster, newsreader
sound, audio, acoustic
lighting, light, lamp
piano, keyboard
violin, string, fiddle
guitar, guitarist
place to stay, bed, guest, room, accommodation
client, business lead, contract, commission
cook, kitchen, chef
doctor, nurse, medical, clinic
clinic, hospital, surgery
lodger, tenant, room to let, rent
tenant, tenancy, housing law, landlord
boiler, plumber, plumbing
leak, plumber, roofer
asylum, immigration, refugee
singer, tenor, soprano, alto, baritone, bass
musician, pianist, violinist, cellist, guitarist, drummer
gardener, pruning, hedge, lawn, weeding
programmer, python, javascript, java, sql, php, golang, backend, frontend
data analyst, statistician, spreadsheet, excel
laptop, computer, it support
founder, startup, business plan, pitch
seed money, angel investor, startup
customer, user
supermarket, grocer, food wholesaler
grief, counsellor, chaplain
club, group, society
pet, cat, dog
interpreter, bilingual, language, speaks
teenager, young people, student
podcast, radio, broadcaster
writer, editor, journalist
band, choir, orchestra, musician
garage, storage, shed, cellar
elderly, care home, carer
school, teacher, pupil
van, driver, lift
borrow, lend, loan
donor, donation, appeal
"""
_NEEDS_AND_THINGS = """
flat, apartment, room, housing, accommodation, lodging
house, home, dwelling, residence, residential
rent, lease, let, tenancy
hall, venue, space, premises, room
office, workspace, desk
garage, workshop, shed
garden, allotment, yard
furniture, sofa, table
money, cash, funds, finance, financial
cheap, affordable, low cost
free, gratis
sitter, minding, care
elderly, old people, seniors, older, aged
children, kids, child, youth, young people, juvenile
baby, infant, toddler
teenager, adolescent, youth, juvenile
disabled, disability, handicapped, special needs
refugee, asylum seeker, migrant, immigrant
homeless, shelter, rough sleeper
poor, poverty, needy
charity, nonprofit, voluntary organisation, ngo, foundation
community, neighbourhood, local
association, club, society
church, parish, congregation
campaign, advocacy, activism
newsletter, bulletin, mailing
social media, facebook, instagram
leaflet, flyer, brochure, poster
logo, branding, graphic design
speaker, talk, lecture, presenter
workshop, course, class, seminar, training
lesson, tuition, class, teaching
homework, tutoring, tuition
curriculum, syllabus
exam, test, examination
visa, residence permit, immigration
form, application, paperwork
contract, agreement
inheritance, probate, estate planning
divorce, separation, family law
trademark, patent, intellectual property, copyright
business plan, startup, founding, entrepreneur
entrepreneur, founder, business owner, startup
company, firm, business, enterprise, corporation
colleague, coworker
boss, superior, manager
partner, collaborator, cofounder
lift, ride, carpool
moving house, removal, carry
tools, equipment, instruments, apparatus, gear
machine, machinery, equipment
device, appliance, gadget, apparatus
laptop, computer, pc, notebook
phone, telephone, mobile, smartphone, cellular
printer, scanner
oven, stove, furnace, kiln
heating, boiler, furnace
air conditioning, ventilation, hvac, refrigeration
roof, gutter
fence, railing, gate
wall, partition
floor, flooring, carpet
door, window
wood, timber, lumber
metal, steel, iron
stone, marble, granite, rock
glass, crystal
plastic, polymer, resin
rubber, latex
leather, hide, skin, fur
paper, cardboard, pulp
paint, varnish, lacquer, coating
coat, cover, finish
glue, adhesive
food, meal, groceries, nutrition
fruit, vegetable, produce
meat, poultry, beef
fish, seafood, fishery
milk, dairy, cheese
cake, dessert, sweets
candy, confectionery, sweets, chocolate
drink, beverage
tobacco, cigar, cigarette
dog, pet, animal
horse, equestrian, riding
cattle, cow, livestock
pig, swine, hog
chicken, poultry
bee, beekeeper, apiarist, honey
tree, timber, wood
crop, harvest, plant
seed, plant, sow
soil, land, ground, earth
water, hydraulic
river, stream, waterway
sea, ocean, marine
pollution, contamination
medicine, drug, medication, pharmaceutical
illness, disease, sickness, disorder
injury, wound, trauma
pain, ache
hospital, clinic, medical centre
medical, health, healthcare, clinical
patient, sufferer
heart, cardiac, cardiology, cardiologist
eye, optical, ophthalmology, ophthalmologist, vision
skin, dermatology, dermatologist
bone, orthopaedic, skeleton
child health, paediatrics, paediatrician
cancer, oncology, oncologist
x-ray, radiology, radiographer, medical imaging, radiologist
blood, haematology, phlebotomist
pregnancy, prenatal, maternity, birth
addiction, substance abuse, alcoholism
mental, psychological, psychiatric
speech therapist, speech, language therapist
hearing, audiology, audiologist, deaf
blind, visually impaired
laboratory, lab
pupil, schoolchild
school, academy, college
university, college, higher education, faculty
kids club, playgroup, play scheme
toy, game, play
book, literature, reading
letter, mail, correspondence
news, press, media
map, cartography, cartographer
picture, image, photograph, painting
drawing, sketch, illustration
music, musical, song
festival, celebration, party
wedding, marriage, bride
birthday, party
holiday, vacation
trip, journey, excursion, tour
lunch, meal, dinner
restaurant, cafe, diner, eatery
pub, bar, tavern
"""
_DEEDS = """
repair, fix, mend, restore, service
maintain, service, upkeep
install, fit, set up, mount
assemble, put together, build, construct
build, construct, erect
dismantle, take apart, disassemble, demolish
clean, wash, sanitize, scrub, disinfect, sterilize
tidy, declutter, clear
inspect, examine, check
test, check, trial, verify
verify, confirm, validate, check
monitor, observe, watch, track
measure, gauge, weigh
calculate, compute, estimate
estimate, assess, appraise, value
evaluate, assess, appraise, review
analyse, examine, study, evaluate, interpret
investigate, research, explore, study
diagnose, identify, determine
identify, determine, recognise, detect
detect, find, locate, discover
teach, instruct, train, educate, coach
learn, study
explain, describe, clarify
advise, counsel, consult, recommend, guide
recommend, suggest, propose
direct, manage, lead, supervise, oversee, administer
supervise, oversee, monitor
coordinate, organise, arrange
plan, schedule, prepare, organise
schedule, timetable, calendar, appointment
design, create, develop, devise
develop, create, improve
improve, enhance, optimise, upgrade
produce, manufacture, create, fabricate
write, compose, draft, author
edit, revise, correct, proofread
record, document, log, register
report, document, inform, notify
inform, notify, tell, communicate
communicate, confer, talk, discuss, speak
confer, consult, meet, discuss
collaborate, cooperate, work together
negotiate, bargain
sell, market, promote
buy, purchase, order, procure
order, request
pay, reimburse, settle
collect, gather, obtain
obtain, acquire
select, choose, pick
classify, grade, categorise, assort
arrange, display, lay out
store, stock, keep
load, unload, lift, stow
move, transport, carry, transfer, convey
transport, transportation, haul, shipping, conveyance
deliver, distribute, hand out
pack, wrap, package
cut, trim, saw, slice
shape, form, mould
grind, sharpen, sand, polish
polish, buff, shine
drill, bore
weld, solder
attach, fasten, join, connect
join, connect, link
remove, extract, eliminate
separate, divide, split
mix, blend, combine, stir
combine, merge, mix
heat, warm, cook
cool, chill, refrigerate, freeze
dry, dehydrate
fill, pour
adjust, calibrate, regulate, tune
operate, run, control
control, regulate, manage
steer, drive, pilot
protect, guard, defend, secure
safety, security, protection
rescue, save
treat, cure, heal, therapy
care, nurse, attend
feed, nourish
breed, rear, raise, husbandry
grow, cultivate, raise
plant, sow, cultivate
harvest, pick, reap, gather
dig, excavate
sew, stitch, tailor, needlework
knit, crochet, weave
decorate, adorn, ornament
paint, decorate
perform, execute, carry out, conduct
conduct, lead, run
entertain, amuse
greet, welcome, receive
serve, wait on, attend
comply, conform, follow rules, regulation
compliance, regulatory, regulation
rule, regulation, law, policy
policy, guideline, procedure
procedure, process, method, protocol
technique, method, approach
problem, issue, trouble, malfunction, fault
defect, fault, flaw, error
risk, hazard, danger
emergency, crisis, disaster
accident, incident, crash
damage, harm, wear
complaint, grievance, dispute
dispute, conflict, argument
result, outcome, finding
goal, objective, target, aim
requirement, specification, standard
standard, norm, criterion
cost, expense, price, charge
budget, budgeting, financial plan
bill, invoice, charge
account, ledger
profit, income, earnings, revenue
stock, inventory, supplies
supplies, materials, provisions
material, substance
sample, specimen
document, record, file, paper
file, record, archive
information, data, details
statistics, figures, data
report, statement, account
presentation, talk, lecture
model, prototype
drawing, blueprint, plan, diagram
blueprint, plan, specification
facility, plant, building, site
factory, plant, mill, works
building, construction, structure
road, street, highway
bridge, tunnel
area, zone, region
customer service, client service, customer care
staff, personnel, employee, worker, workforce
team, group, crew
group, ensemble, band
public, community
program, scheme, project, initiative
project, undertaking
strategy, plan
assistant, aide, helper
senior, chief, lead, head
junior, assistant
international, global, foreign, overseas
commercial, business, trade
import, export, foreign trade
digital, online, internet, web, electronic
electronic, electronics, electrical
mechanical, machine
automatic, automated, automation, robotics
robot, robotics
microelectronics, semiconductor, chip
quality, standard
innovation, new ideas, research and development
"""


def _groups(lines: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split(", ")) for line in lines.split("\n") if line)


THE_SAME = _groups(_THE_SAME)
NEARLY_THE_SAME = _groups(_ROLES + _NEEDS_AND_THINGS + _DEEDS)
